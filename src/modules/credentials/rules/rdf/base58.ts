/**
 * Base58 for signatures of 64 bytes (Ed25519, P-256), several times faster than the general way: two bytes and five
 * letters at a time, in numbers that JavaScript counts exactly.
 */

const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const FIVE_LETTERS = 58 ** 5
const BYTES = 64
/** 58 ** 88 is the first power beyond 64 bytes. */
const MOST_LETTERS = 88

const VALUES = Int8Array.from({ length: 128 }, (_, code) => LETTERS.indexOf(String.fromCharCode(code)))

/** Throws unless there are exactly 64 bytes. */
export function encodeSignature(bytes: Uint8Array): string {
  if (bytes.length !== BYTES) throw new Error(`A signature has ${BYTES} bytes, not ${bytes.length}.`)
  const pairs = new Uint16Array(BYTES / 2)
  for (let at = 0; at < pairs.length; at++) pairs[at] = (bytes[2 * at]! << 8) | bytes[2 * at + 1]!
  const letters = new Uint8Array(MOST_LETTERS + 5)
  let count = 0
  let from = firstNonZero(pairs, 0)
  while (from < pairs.length) {
    let rest = 0
    for (let at = from; at < pairs.length; at++) {
      const value = rest * 65536 + pairs[at]!
      const quotient = Math.floor(value / FIVE_LETTERS)
      pairs[at] = quotient
      rest = value - quotient * FIVE_LETTERS
    }
    from = firstNonZero(pairs, from)
    for (let digit = 0; digit < 5; digit++) {
      letters[count++] = rest % 58
      rest = Math.floor(rest / 58)
    }
  }
  while (count > 0 && letters[count - 1] === 0) count--
  let text = '1'.repeat(firstNonZero(bytes, 0))
  while (count > 0) text += LETTERS[letters[--count]!]!
  return text
}

/** Null unless the text is exactly what 64 bytes are written as. */
export function decodeSignature(text: string): Uint8Array | null {
  if (text.length > MOST_LETTERS) return null
  const pairs = new Uint16Array(BYTES / 2)
  let top = pairs.length
  for (let start = 0; start < text.length; start += 5) {
    let carry = 0
    let power = 1
    for (let at = start; at < start + 5 && at < text.length; at++) {
      const code = text.charCodeAt(at)
      const value = code < 128 ? VALUES[code]! : -1
      if (value < 0) return null
      carry = carry * 58 + value
      power *= 58
    }
    for (let at = pairs.length - 1; at >= 0 && (at >= top || carry > 0); at--) {
      const value = pairs[at]! * power + carry
      carry = Math.floor(value / 65536)
      pairs[at] = value - carry * 65536
      if (at < top && pairs[at] !== 0) top = at
    }
    if (carry > 0) return null
  }
  const bytes = new Uint8Array(BYTES)
  for (let at = 0; at < pairs.length; at++) {
    bytes[2 * at] = pairs[at]! >> 8
    bytes[2 * at + 1] = pairs[at]! & 255
  }
  let ones = 0
  while (ones < text.length && text.charCodeAt(ones) === 49) ones++
  return ones === firstNonZero(bytes, 0) ? bytes : null
}

function firstNonZero(numbers: Uint8Array | Uint16Array, from: number): number {
  let at = from
  while (at < numbers.length && numbers[at] === 0) at++
  return at
}
