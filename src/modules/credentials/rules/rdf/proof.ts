/** A Data Integrity proof as it stands in the text of a credential. */

export type Configuration = {
  type: 'DataIntegrityProof'
  created: string
  verificationMethod: string
  cryptosuite: 'eddsa-rdfc-2022'
  proofPurpose: 'assertionMethod'
}

/** In the order in which the packages of Digital Bazaar write it. */
export const configurationOf = (method: string, created: string): Configuration => ({
  type: 'DataIntegrityProof',
  created,
  verificationMethod: method,
  cryptosuite: 'eddsa-rdfc-2022',
  proofPurpose: 'assertionMethod',
})

/**
 * The end of a signed text, for `Template.text`: it puts the proof into a list after all the rest, as the Open Badges
 * schema wants it. `proofValue` has its `z`.
 */
export function proofTail(configuration: Configuration): (proofValue: string) => string {
  const [before = '', after = ''] = JSON.stringify({ proof: [{ ...configuration, proofValue: '@' }] }, null, 2)
    .slice(1)
    .split('"@"')
  return (proofValue) => `,${before}"${proofValue}"${after}`
}
