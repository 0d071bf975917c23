/**
 * Base58 for signatures of 64 bytes (Ed25519, P-256), several times faster than the general way: four bytes and three
 * letters at a time, in numbers that a double counts exactly.
 */

const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BYTES = 64
const WORDS = BYTES / 4
const WORD = 2 ** 32
const THREE_LETTERS = 58 ** 3
/** 58 ** 88 is the first power beyond 64 bytes. */
const MOST_LETTERS = 88

const PAIRS = Array.from({ length: 58 ** 2 }, (_, at) => `${LETTERS[Math.floor(at / 58)]}${LETTERS[at % 58]}`)
const VALUES = Int8Array.from({ length: 128 }, (_, code) => LETTERS.indexOf(String.fromCharCode(code)))

/** Throws unless there are exactly 64 bytes. */
export function encodeSignature(bytes: Uint8Array): string {
  if (bytes.length !== BYTES) throw new Error(`A signature has ${BYTES} bytes, not ${bytes.length}.`)
  const words = new Float64Array(WORDS)
  for (let at = 0; at < WORDS; at++) {
    const from = 4 * at
    words[at] = bytes[from]! * 2 ** 24 + ((bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!)
  }
  let text = ''
  for (let from = firstNonZero(words, 0); from < WORDS; from = firstNonZero(words, from)) {
    let rest = 0
    for (let at = from; at < WORDS; at++) {
      const value = rest * WORD + words[at]!
      const quotient = Math.floor(value / THREE_LETTERS)
      words[at] = quotient
      rest = value - quotient * THREE_LETTERS
    }
    const pair = Math.floor(rest / 58)
    text = PAIRS[pair]! + LETTERS[rest - pair * 58]! + text
  }
  // Zeros at the front are written one by one, and not as the number makes them.
  return '1'.repeat(firstNonZero(bytes, 0)) + text.slice(leadingOnes(text))
}

/** Null unless the text is exactly what 64 bytes are written as. */
export function decodeSignature(text: string): Uint8Array | null {
  if (text.length > MOST_LETTERS) return null
  const words = new Float64Array(WORDS)
  let top = WORDS
  for (let start = 0; start < text.length; start += 3) {
    let carry = 0
    let power = 1
    for (let at = start; at < start + 3 && at < text.length; at++) {
      const code = text.charCodeAt(at)
      const value = code < 128 ? VALUES[code]! : -1
      if (value < 0) return null
      carry = carry * 58 + value
      power *= 58
    }
    for (let at = WORDS - 1; at >= 0 && (at >= top || carry > 0); at--) {
      const value = words[at]! * power + carry
      carry = Math.floor(value / WORD)
      words[at] = value - carry * WORD
      if (at < top && words[at] !== 0) top = at
    }
    if (carry > 0) return null
  }
  const bytes = new Uint8Array(BYTES)
  for (let at = 0; at < WORDS; at++) {
    const word = words[at]!
    for (let byte = 0; byte < 4; byte++) bytes[4 * at + byte] = word >>> (24 - 8 * byte)
  }
  return leadingOnes(text) === firstNonZero(bytes, 0) ? bytes : null
}

function firstNonZero(numbers: Uint8Array | Float64Array, from: number): number {
  let at = from
  while (at < numbers.length && numbers[at] === 0) at++
  return at
}

function leadingOnes(text: string): number {
  let ones = 0
  while (text.charCodeAt(ones) === 49) ones++
  return ones
}
