/** The list of revocations in the form of 1EdTech (Verifiable Credential Revocation List 1.0). */

import { BECAUSE, type ReissueCause } from '../issuing/reissue.ts'

export type Revocation = {
  credentialId: string
  /** Why its award was revoked; null when it was not */
  reason: string | null
  replaced: { by: string; because: ReissueCause } | null
}

/** The reasons stand on the public pages of the credentials too; of suspended ones it says nothing. */
export const revocationList = (
  { publicUrl, address, issuerId }: { publicUrl: string; address: string; issuerId: string },
  revocations: readonly Revocation[],
) => ({
  id: address,
  issuer: issuerId,
  revokedCredential: revocations.map(({ credentialId, reason, replaced }) => ({
    id: `urn:uuid:${credentialId}`,
    revoked: true,
    revocationReason:
      replaced === null
        ? (reason ?? '')
        : `${BECAUSE[replaced.because]}: replaced by ${publicUrl}/credentials/${replaced.by}`,
  })),
})
