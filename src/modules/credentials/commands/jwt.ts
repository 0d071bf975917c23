import { sign } from 'node:crypto'
import { inTransaction } from '../../../platform/database/database.ts'
import type { World } from '../../../platform/world.ts'
import type { IssuedCredential } from '../queries/credentials.ts'
import { getIssuer } from '../queries/issuers.ts'
import { issuerDid } from '../rules/didweb.ts'
import { isObject } from '../rules/form/limits.ts'
import { signingInput, tokenHeader, tokenPayload, type TokenForm } from '../rules/jwt/token.ts'
import { signingKey } from './keys/signing.ts'

/**
 * The token of an issued credential, made when somebody asks for it and not kept. It is signed by the P-256 key that
 * signs today, also when the key was rotated after the award: the token repeats what the issuer stands by, its status
 * entry included, so the key that the issuer trusts today vouches for it best. Tokens that were fetched before stay
 * good, since the issuer's document keeps every key.
 */
export function issueToken(
  { db, config, now }: Pick<World, 'db' | 'config' | 'now'>,
  { orgId, document }: Pick<IssuedCredential, 'orgId' | 'document'>,
  form: TokenForm,
): Promise<string> {
  const credential: unknown = JSON.parse(document)
  if (!isObject(credential)) throw new Error(`The issuer ${orgId} keeps a credential that is no object.`)
  const { publicUrl, masterKey } = config
  return inTransaction(db, async (tx) => {
    const { slug } = await getIssuer(tx, orgId)
    const did = issuerDid(publicUrl, slug)
    const { publicMultibase, privateKey } = await signingKey(tx, { orgId, did }, masterKey, now(), 'P-256')
    const input = signingInput(
      tokenHeader(form, { publicUrl, slug, did, publicMultibase }),
      tokenPayload(form, credential),
    )
    const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${input}.${signature.toString('base64url')}`
  })
}
