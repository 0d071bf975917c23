import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of an archive. What comes in pieces is stored as it is: sound, film and pictures are packed already. */
export type Packed = { path: string; body: string | Uint8Array | AsyncIterable<Uint8Array> }

/** A ZIP without its 64-bit extension, which not every computer opens, holds four gigabytes. */
export const MOST_PACKED = 3_900_000_000

/**
 * Packs files one after the other into a ZIP, as fast as somebody takes it and no faster: memory holds one piece of one
 * file. Ends with an error when a file cannot be read to its end, so that nobody takes half an archive for a whole one.
 */
export async function* pack(files: AsyncIterable<Packed>, now: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let broken: Error | null = null
  const zip = new Zip((error, piece) => {
    broken ??= error
    ready.push(piece)
  })
  function* taken(): Generator<Uint8Array> {
    if (broken !== null) throw broken
    yield* ready.splice(0)
  }
  for await (const { path, body } of files) {
    const entry = typeof body === 'string' ? new ZipDeflate(path) : new ZipPassThrough(path)
    entry.mtime = now
    zip.add(entry)
    if (typeof body === 'string') entry.push(new TextEncoder().encode(body), true)
    else if (body instanceof Uint8Array) entry.push(body, true)
    else {
      for await (const piece of body) {
        entry.push(piece)
        yield* taken()
      }
      entry.push(new Uint8Array(), true)
    }
    yield* taken()
  }
  zip.end()
  yield* taken()
}
