/**
 * RDFC-1.0 sorts by code points, rdf-canonize by the units of UTF-16. They differ where a letter beyond U+FFFF (an
 * emoji) meets one from U+E000 on (the full-width `！`) at the first place where two texts part. Verifiers would then
 * disagree on the bytes, whichever order was signed.
 */

/** Whether canonical lines stand in the order of their code points, which for UTF-8 is the order of the bytes. */
export function inCodePointOrder(canonical: Uint8Array): boolean {
  const bytes = Buffer.from(canonical.buffer, canonical.byteOffset, canonical.byteLength)
  if (![0xf0, 0xf1, 0xf2, 0xf3, 0xf4].some((lead) => bytes.includes(lead))) return true
  if (!bytes.includes(0xee) && !bytes.includes(0xef)) return true
  let before = { from: 0, to: 0 }
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from)
    const line = { from, to: end < 0 ? bytes.length : end }
    if (bytes.compare(bytes, before.from, before.to, line.from, line.to) < 0) return false
    before = line
    from = line.to + 1
  }
  return true
}

/** Letters with which the two orders can differ. */
export const mayDiffer = (text: string): boolean => /[\ud800-\udfff]/.test(text) || /[\ue000-\uffff]/.test(text)
