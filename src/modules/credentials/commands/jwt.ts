import { sign, type KeyObject } from 'node:crypto'
import { inTransaction } from '../../../platform/database/database.ts'
import type { World } from '../../../platform/world.ts'
import type { IssuedCredential } from '../queries/credentials.ts'
import { getIssuer } from '../queries/issuers.ts'
import { issuerDid } from '../rules/didweb.ts'
import { isObject } from '../rules/form/limits.ts'
import { signingInput, tokenHeader, tokenPayload, type TokenForm, type TokenKey } from '../rules/jwt/token.ts'
import { signingKey } from './keys/signing.ts'

/**
 * A credential as a token, signed by a P-256 key; a proof that it carries is left out. Throws for a credential without
 * an id or whose subject has none: the Open Badges form must name both.
 */
export function signToken(
  form: TokenForm,
  credential: Record<string, unknown>,
  key: TokenKey & { privateKey: KeyObject },
): string {
  const input = signingInput(tokenHeader(form, key), tokenPayload(form, credential))
  // JOSE wants the two numbers of the signature side by side, and not the DER that OpenSSL writes.
  const signature = sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}

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
    return signToken(form, credential, { publicUrl, slug, did, publicMultibase, privateKey })
  })
}
