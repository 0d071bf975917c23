/** The short address of a credential's page, for people who type it from paper: the same number, in fewer letters. */

import { decode, encode } from 'base58-universal'
import { parse, validate } from 'uuid'

/** 22 letters and figures at most, none of which is taken for another (no 0, O, I, l). */
export const shortAddress = (publicUrl: string, id: string): string => `${publicUrl}/v/${encode(parse(id))}`

/** The number of the credential that a short address names; null when it is not one. */
export function idOfCode(code: string): string | null {
  if (!/^[1-9A-HJ-NP-Za-km-z]{16,22}$/.test(code)) return null
  const bytes = decode(code)
  if (bytes.length !== 16) return null
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return validate(id) ? id : null
}
