/** A PNG as a row of chunks: eight bytes of signature, then length, type, data and checksum, over and over. */

export type Chunk = { type: string; data: Uint8Array }

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const MOST_CHUNKS = 20_000

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>((rest) => (rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1), byte),
)

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (REMAINDERS[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8)
  return ~rest >>> 0
}

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, at) => bytes[at] === byte)

/**
 * The chunks from IHDR to IEND; what follows is not read. A sentence when the picture breaks off, lies about a length
 * or was damaged: every checksum is compared.
 */
export function chunksOf(png: Uint8Array): Chunk[] | string {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; ;) {
    if (chunks.length >= MOST_CHUNKS) return 'The picture is in more pieces than any picture needs.'
    if (at + 12 > png.length) return 'The picture breaks off before its end.'
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > png.length) return 'The picture breaks off in the middle of one of its pieces.'
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8))
    if (chunks.length === 0 && type !== 'IHDR') return 'It begins like a PNG picture, but is none.'
    if (crc32(png.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      return 'The picture was damaged: one of its checksums is wrong.'
    chunks.push({ type, data: png.subarray(at + 8, end - 4) })
    if (type === 'IEND') return chunks
    at = end
  }
}

export function pngOf(chunks: readonly Chunk[]): Uint8Array {
  const png = new Uint8Array(chunks.reduce((sum, { data }) => sum + 12 + data.length, SIGNATURE.length))
  const view = new DataView(png.buffer)
  png.set(SIGNATURE)
  let at = SIGNATURE.length
  for (const { type, data } of chunks) {
    view.setUint32(at, data.length)
    for (let letter = 0; letter < 4; letter++) png[at + 4 + letter] = type.charCodeAt(letter)
    png.set(data, at + 8)
    view.setUint32(at + 8 + data.length, crc32(png.subarray(at + 4, at + 8 + data.length)))
    at += 12 + data.length
  }
  return png
}
