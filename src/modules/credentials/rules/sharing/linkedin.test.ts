import { expect, test } from 'vitest'
import { linkedInAddress } from './linkedin.ts'

test('every word arrives as it is, and the month as a plain number', () => {
  const address = new URL(
    linkedInAddress({
      title: 'Rubrics & Criteria: 100 %',
      issuer: 'Hūtia & Co',
      earnedOn: '2026-03-09',
      url: 'https://mintmark.example/credentials/1',
      id: '1',
    }),
  )
  expect(address.origin).toBe('https://www.linkedin.com')
  expect(Object.fromEntries(address.searchParams)).toEqual({
    startTask: 'CERTIFICATION_NAME',
    name: 'Rubrics & Criteria: 100 %',
    organizationName: 'Hūtia & Co',
    issueYear: '2026',
    issueMonth: '3',
    certUrl: 'https://mintmark.example/credentials/1',
    certId: '1',
  })
})
