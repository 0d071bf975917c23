/** What a credential that is brought from elsewhere says of itself: whose it is to say, and which one it is. */

import { isObject } from '../form/limits.ts'

export type Received = {
  form: 'json' | 'jwt'
  /** The credential as it came: the text of the object, or the token. */
  document: string
  issuer: string
  issuerName: string
  credentialId: string
  title: string
}

const textOf = (value: unknown): string | null => {
  const plain = typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').trim() : ''
  return plain === '' ? null : plain
}

const LONGEST_ID = 1000
/** What names something for ever: letters that every program reads alike, and no more than an index takes. */
const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= LONGEST_ID && /^[\u0021-\u007e]+$/.test(value) ? value : null

/** Null when it has no id or no issuer: then nobody could say later that it is the same one. */
export function describe(
  credential: Record<string, unknown>,
  form: Received['form'],
  document: string,
): Received | null {
  const { issuer, credentialSubject } = credential
  const from = idOf(isObject(issuer) ? issuer['id'] : issuer)
  const id = idOf(credential['id'])
  if (from === null || id === null) return null
  const [subject] = [credentialSubject].flat()
  const achievement = isObject(subject) ? subject['achievement'] : null
  const title = (isObject(achievement) ? textOf(achievement['name']) : null) ?? textOf(credential['name']) ?? id
  const issuerName = (isObject(issuer) ? textOf(issuer['name']) : null) ?? from
  const short = (text: string): string => Array.from(text).slice(0, 300).join('')
  return { form, document, issuer: from, credentialId: id, title: short(title), issuerName: short(issuerName) }
}

/** An object as JSON writes it; null for every other text. */
export function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The credential inside a compact token, of either form; null when there is none. Nothing is verified here. */
export function credentialInToken(token: string): Record<string, unknown> | null {
  const [, middle] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token) ?? []
  if (middle === undefined) return null
  const payload = readObject(Buffer.from(middle, 'base64url').toString('utf8'))
  if (payload === null) return null
  const inner = isObject(payload['vc']) ? payload['vc'] : payload
  return { ...inner, id: inner['id'] ?? payload['jti'], issuer: inner['issuer'] ?? payload['iss'] }
}

/** What a credential of ours is called, from its signed document. */
export function credentialTitle(document: string): string {
  const credential: unknown = JSON.parse(document)
  return (isObject(credential) ? describe(credential, 'json', document)?.title : null) ?? ''
}
