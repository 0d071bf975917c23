/** The address that opens LinkedIn with a credential filled in. Nothing is loaded from there, and nothing sent by us. */
export function linkedInAddress(credential: {
  title: string
  issuer: string
  /** The day it was earned, 2026-12-03, as its issuer counts days */
  earnedOn: string
  url: string
  id: string
}): string {
  const { title, issuer, earnedOn, url, id } = credential
  const [year = '', month = ''] = earnedOn.split('-')
  const asked = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: issuer,
    issueYear: year,
    issueMonth: String(Number(month)),
    certUrl: url,
    certId: id,
  })
  return `https://www.linkedin.com/profile/add?${asked.toString()}`
}
