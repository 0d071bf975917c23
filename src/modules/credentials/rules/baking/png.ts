/** Baking into PNG, as Open Badges 3.0 says it: the credential is a text of the picture, under its own keyword. */

import { expectWellFormed, MOST_BYTES, nothing, textOf, TOO_LARGE, unpacked, type Carried } from './carried.ts'
import { chunksOf, isPng, pngOf, type Chunk } from './chunks.ts'

const KEYWORD = 'openbadgecredential'
/** Open Badges 2.0; read, never written. */
const OLD_KEYWORD = 'openbadges'

/** The picture with the text inside, in the place of any that it carried. Throws for what is no whole PNG. */
export function bakePng(png: Uint8Array, text: string): Uint8Array {
  expectWellFormed(text)
  const chunks = isPng(png) ? chunksOf(png) : 'It is no PNG picture.'
  if (typeof chunks === 'string') throw new Error(chunks)
  const others = chunks.filter((chunk) => ![KEYWORD, OLD_KEYWORD].includes(keywordOf(chunk) ?? ''))
  // Keyword, end; not compressed, no method; no language, end; no translated keyword, end; text.
  const data = new TextEncoder().encode(`${KEYWORD}\0\0\0\0\0${text}`)
  return pngOf(others.toSpliced(1, 0, { type: 'iTXt', data }))
}

/** The credential of a baked picture: of Open Badges 3.0, or else of 2.0. */
export function unbakePng(png: Uint8Array): Carried {
  if (png.length > MOST_BYTES) return nothing(TOO_LARGE)
  if (!isPng(png)) return nothing('It is no PNG picture.')
  const chunks = chunksOf(png)
  if (typeof chunks === 'string') return nothing(chunks)
  for (const keyword of [KEYWORD, OLD_KEYWORD]) {
    const [chunk, ...more] = chunks.filter((each) => keywordOf(each) === keyword)
    if (more.length > 0)
      return nothing('The picture carries more than one credential, so it is not clear which counts.')
    if (chunk === undefined) continue
    const text = wordsOf(chunk, keyword)
    return text === null ? nothing('The credential in the picture cannot be unpacked.') : { ok: true, text }
  }
  return nothing(
    'The picture carries no credential. Only the file as it was downloaded does, not a copy or a screenshot.',
  )
}

const LONGEST_KEYWORD = 79

function keywordOf({ type, data }: Chunk): string | null {
  if (type !== 'iTXt' && type !== 'tEXt') return null
  const end = data.subarray(0, LONGEST_KEYWORD + 1).indexOf(0)
  return end < 0 ? null : String.fromCharCode(...data.subarray(0, end))
}

/** Old bakers wrote tEXt, which is Latin-1 by rule and UTF-8 by habit. */
function wordsOf({ type, data }: Chunk, keyword: string): string | null {
  const rest = data.subarray(keyword.length + 1)
  if (type === 'tEXt') return textOf(rest) ?? new TextDecoder('latin1').decode(rest)
  const [compressed, method] = rest
  const language = rest.indexOf(0, 2)
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1)
  if (translated < 0) return null
  const words = rest.subarray(translated + 1)
  if (compressed === 0) return textOf(words)
  const bytes = compressed === 1 && method === 0 ? unpacked(words) : null
  return bytes === null ? null : textOf(bytes)
}
