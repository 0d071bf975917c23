import { sign } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { timestamp } from '../../rules/issuing/timestamp.ts'
import type { VcApiIssuer } from '../../rules/vc-api/issuers.ts'

const DIGEST = { Ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384' } as const

/** How an issuer of the VC-API signs. */
export function signingSuite(issuer: VcApiIssuer, now: Date, mandatoryPointers: readonly string[] = []): object {
  const { algorithm, cryptosuite, method, privateKey } = issuer
  const signer = {
    id: method,
    algorithm,
    sign: ({ data }: { data: Uint8Array }) =>
      Promise.resolve(sign(DIGEST[algorithm], data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  }
  const suites = {
    'eddsa-rdfc-2022': () => eddsa,
    'ecdsa-rdfc-2019': () => ecdsa,
    'ecdsa-sd-2023': () => createSignCryptosuite({ mandatoryPointers }),
  }
  return new DataIntegrityProof({ signer, date: timestamp(now), cryptosuite: suites[cryptosuite]() })
}

/** How parts of a credential with an ecdsa-sd-2023 base proof are shown. */
export const disclosingSuite = (selectivePointers: readonly string[]): object =>
  new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) })
