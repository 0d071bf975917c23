/** How the Learner Credential Wallet fetches a credential: a link to its app, and an exchange as the VC-API has it. */

import { CREDENTIALS_V2 } from '../contexts.ts'
import { isObject } from '../form/limits.ts'

/** Opens the wallet on a phone that has it; the address holds the whole secret, so it is shown to its owner alone. */
export function learnerWalletLink(publicUrl: string, exchange: string): string {
  const request = { credentialRequestOrigin: publicUrl, protocols: { vcapi: exchange } }
  return `https://lcw.app/request?request=${encodeURIComponent(JSON.stringify(request))}`
}

/** What the wallet is asked first: to show that it holds a key. */
export const authenticationRequest = (challenge: string, domain: string) => ({
  verifiablePresentationRequest: {
    query: [
      {
        type: 'DIDAuthentication',
        acceptedMethods: [{ method: 'key' }],
        acceptedCryptosuites: [{ cryptosuite: 'eddsa-rdfc-2022' }, { cryptosuite: 'Ed25519Signature2020' }],
      },
    ],
    challenge,
    domain,
  },
})

/** What it receives: a presentation that nobody signed around a credential that its issuer signed. */
export const delivery = (credential: unknown) => ({
  verifiablePresentation: {
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: [credential],
  },
})

/**
 * Who a presentation says it is from, when it answers our challenge for our domain with each of its proofs. Nothing is
 * verified here. Null when it does not.
 */
export function claimedHolder(presentation: unknown, challenge: string, domain: string): string | null {
  if (!isObject(presentation)) return null
  const { holder, proof } = presentation
  const id = isObject(holder) ? holder['id'] : holder
  const proofs = [proof ?? []].flat().filter(isObject)
  const answers = proofs.every(
    (each) => each['challenge'] === challenge && each['domain'] === domain && each['proofPurpose'] === 'authentication',
  )
  return proofs.length > 0 && answers && typeof id === 'string' && id.startsWith('did:key:') ? id : null
}
