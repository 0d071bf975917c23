/** Which letters a font can write: one that it has not would be a box on paper, or nothing at all. */

/** The ranges of characters in a TrueType font, from its table `cmap` (formats 4 and 12, Unicode). */
function rangesOf(font: Uint8Array): [from: number, to: number][] {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tag = (at: number): string => String.fromCharCode(...font.subarray(at, at + 4))
  const tables = Array.from({ length: view.getUint16(4) }, (_, n) => 12 + n * 16)
  const entry = tables.find((at) => tag(at) === 'cmap')
  if (entry === undefined) throw new Error('This is no font: it has no table of characters.')
  const cmap = view.getUint32(entry + 8)
  const parts = Array.from({ length: view.getUint16(cmap + 2) }, (_, n) => cmap + view.getUint32(cmap + 4 + n * 8 + 4))
  return parts.flatMap((at): [number, number][] => {
    const format = view.getUint16(at)
    if (format === 12)
      return Array.from({ length: view.getUint32(at + 12) }, (_, n) => [
        view.getUint32(at + 16 + n * 12),
        view.getUint32(at + 20 + n * 12),
      ])
    if (format !== 4) return []
    const doubled = view.getUint16(at + 6)
    return Array.from({ length: doubled / 2 }, (_, n): [number, number] => [
      view.getUint16(at + 16 + doubled + n * 2),
      view.getUint16(at + 14 + n * 2),
    ]).filter(([from]) => from !== 0xffff)
  })
}

/** Says of a text whether a font has every letter of it. */
export function lettersOf(font: Uint8Array): (text: string) => boolean {
  const ranges = rangesOf(font)
  const has = (code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to)
  return (text) => Array.from(text).every((letter) => /\s/u.test(letter) || has(letter.codePointAt(0) ?? 0))
}
