/** Letters and figures that nobody mistakes for each other, and no vowel, so that no word comes about. */
const SIGNS = '23456789CDFHJKMNPRTWXY'
const LENGTH = 6
/** Every number of 8 random bytes gives a code; the bias of the remainder is below one in a hundred thousand million. */
export const CODE_BYTES = 8

/**
 * The name under which assessors see a submission, such as 4K-7729: from CODE_BYTES random bytes, about 113 million
 * different ones. It says nothing about the person, the school or the order of submissions.
 */
export function blindCode(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let signs = ''
  for (let i = 0; i < LENGTH; i += 1) {
    signs += SIGNS[Number(number % BigInt(SIGNS.length))] ?? ''
    number /= BigInt(SIGNS.length)
  }
  return `${signs.slice(0, 2)}-${signs.slice(2)}`
}
