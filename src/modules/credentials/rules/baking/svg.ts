/**
 * Baking into SVG, as Open Badges 3.0 says it: the credential stands in an element of its own, first in the picture.
 * Of a picture that somebody hands in only this element is read; nothing of it is ever drawn or served.
 */

import { expectWellFormed, MOST_BYTES, nothing, TOO_LARGE, type Carried } from './carried.ts'
import { asCdata, attributesOf, BrokenMarkup, escaped, tagsOf, wordsIn, type Tag } from './markup.ts'

const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
/** Open Badges 2.0; read, never written. */
const OLD_NAMESPACES = ['http://openbadges.org', 'https://openbadges.org']

const JWS = /^[\w-]+\.[\w-]*\.[\w-]+$/
/** What XML cannot hold at all. JSON may write these by number, which is the same credential. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** The drawing with the text inside, in the place of any that it carried. Throws for what is no SVG. */
export function bakeSvg(svg: string, text: string): string {
  expectWellFormed(text)
  const found = search(svg)
  const bare = found.places.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), svg)
  const { root } = search(bare)
  const head = bare.slice(root.from, root.to)
  const named = attributesOf(bare, root).has('xmlns:openbadges')
    ? head
    : head.replace(root.name, `${root.name} xmlns:openbadges="${NAMESPACE}"`)
  const writable = text.replaceAll(UNWRITABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const credential = JWS.test(text)
    ? `<openbadges:credential verify="${escaped(text)}"></openbadges:credential>`
    : `<openbadges:credential>${asCdata(writable)}</openbadges:credential>`
  return bare.slice(0, root.from) + named + credential + bare.slice(root.to)
}

/** The credential of a baked drawing: of Open Badges 3.0, or else of 2.0. */
export function unbakeSvg(svg: string): Carried {
  if (svg.length > MOST_BYTES) return nothing(TOO_LARGE)
  try {
    const { places } = search(svg)
    const [place, ...more] = places.filter(({ old }) => old === places.every((each) => each.old))
    if (place === undefined)
      return nothing('The picture carries no credential. Only the file as it was downloaded does.')
    if (more.length > 0)
      return nothing('The picture carries more than one credential, so it is not clear which counts.')
    const words = place.words.trim() === '' ? place.verify : place.words
    return words === '' ? nothing('The place for the credential in this picture is empty.') : { ok: true, text: words }
  } catch (error) {
    if (error instanceof BrokenMarkup) return nothing(error.message)
    throw error
  }
}

type Place = { old: boolean; verify: string; words: string; from: number; to: number }

/** The root of a drawing and the places in it that carry a credential. Throws BrokenMarkup. */
function search(svg: string): { root: Tag; places: Place[] } {
  const places: Place[] = []
  let root: Tag | undefined
  let spaces = new Map<string, string>()
  let open: Tag | undefined
  for (const tag of tagsOf(svg)) {
    if (root === undefined) {
      if (tag.kind !== 'open' || !/^(\w+:)?svg$/.test(tag.name)) throw new BrokenMarkup('It is no SVG picture.')
      root = tag
      spaces = attributesOf(svg, tag)
    } else if (open !== undefined) {
      if (tag.name !== open.name || tag.kind !== 'close')
        throw new BrokenMarkup('There are tags where the words of the credential should be.')
      places.push(placeOf(svg, spaces, open, tag))
      open = undefined
    } else if (tag.kind !== 'close' && /:(credential|assertion)$/.test(tag.name)) {
      if (spaceOf(svg, spaces, tag) === undefined) continue
      if (tag.kind === 'empty') places.push(placeOf(svg, spaces, tag, tag))
      else open = tag
    }
  }
  if (root === undefined) throw new BrokenMarkup('It is no SVG picture.')
  if (open !== undefined) throw new BrokenMarkup('The picture breaks off in the middle of its credential.')
  return { root, places }
}

/** The namespace of a credential's element, bound on it or on the root; undefined for any other element. */
function spaceOf(svg: string, spaces: Map<string, string>, tag: Tag): string | undefined {
  const [prefix, element] = tag.name.split(':')
  const bound = `xmlns:${prefix}`
  const space = attributesOf(svg, tag).get(bound) ?? spaces.get(bound) ?? ''
  return (element === 'credential' ? [NAMESPACE] : OLD_NAMESPACES).find((known) => space.replace(/\/$/, '') === known)
}

function placeOf(svg: string, spaces: Map<string, string>, open: Tag, close: Tag): Place {
  return {
    old: spaceOf(svg, spaces, open) !== NAMESPACE,
    verify: (attributesOf(svg, open).get('verify') ?? '').trim(),
    words: open === close ? '' : wordsIn(svg.slice(open.to, close.from)),
    from: open.from,
    to: close.to,
  }
}
