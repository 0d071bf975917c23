/**
 * The tags of an XML text, read from the left to the right once. No document type is followed and no entity resolved
 * but the five of XML itself: nothing outside the text can be asked for, and nothing grows.
 */

export type Tag = {
  /** With its prefix, as written */
  name: string
  kind: 'open' | 'close' | 'empty'
  /** Where the tag begins, and where what follows it begins */
  from: number
  to: number
}

/** Thrown by `tagsOf` inside this room only; the sentence is for the person. */
export class BrokenMarkup extends Error {}

const broken = (): never => {
  throw new BrokenMarkup('It is not a whole SVG picture: one of its tags is broken.')
}

/** The place after the next `end`; a text that never ends so is broken. */
function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? broken() : at + end.length
}

const NAME = /[^\s<>/='"!?]{1,200}/y

const MOST_TAGS = 200_000

export function* tagsOf(text: string): Generator<Tag> {
  let count = 0
  for (let from = text.indexOf('<'); from >= 0;) {
    if (++count > MOST_TAGS) throw new BrokenMarkup('The picture is in more pieces than any picture needs.')
    let to: number
    if (text.startsWith('<!--', from)) to = after(text, '-->', from + 4)
    else if (text.startsWith('<![CDATA[', from)) to = after(text, ']]>', from + 9)
    else if (text.startsWith('<?', from)) to = after(text, '?>', from + 2)
    else if (text.startsWith('<!', from))
      throw new BrokenMarkup(
        'It brings definitions of its own (a DOCTYPE), which no baked picture needs, so it was not read.',
      )
    else {
      const close = text[from + 1] === '/'
      NAME.lastIndex = from + (close ? 2 : 1)
      const name = NAME.exec(text)?.[0] ?? broken()
      to = endOfTag(text, NAME.lastIndex)
      const kind = close ? 'close' : text[to - 2] === '/' ? 'empty' : 'open'
      yield { name, kind, from, to }
    }
    from = text.indexOf('<', to)
  }
}

const SIGN = /[<>"']/g

/** The place after the `>` that ends a tag; one between quotes does not. */
function endOfTag(text: string, from: number): number {
  SIGN.lastIndex = from
  for (let sign = SIGN.exec(text)?.[0]; sign !== undefined; sign = SIGN.exec(text)?.[0]) {
    if (sign === '>') return SIGN.lastIndex
    if (sign === '<') return broken()
    SIGN.lastIndex = after(text, sign, SIGN.lastIndex)
  }
  return broken()
}

const ATTRIBUTE = /\s*([^\s=/>"']{1,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/y

/** The attributes of a tag by name; a repeated name is an error of XML. */
export function attributesOf(text: string, { name, from, to }: Tag): Map<string, string> {
  const found = new Map<string, string>()
  ATTRIBUTE.lastIndex = from + 1 + name.length
  for (let at = ATTRIBUTE.exec(text); at !== null && ATTRIBUTE.lastIndex <= to; at = ATTRIBUTE.exec(text)) {
    const [, key = '', double, single = ''] = at
    if (found.has(key)) return broken()
    found.set(key, unescaped(double ?? single))
  }
  return found
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|([a-z]{2,4}));/g,
    (whole, dec?: string, hex?: string, name = '') => {
      const code = dec !== undefined ? Number(dec) : hex !== undefined ? Number.parseInt(hex, 16) : null
      if (code !== null) return code > 0x10ffff ? whole : String.fromCodePoint(code)
      return ENTITIES[name as string] ?? whole
    },
  )

/** The words between two tags: text with its escapes undone, and CDATA as it is. Comments are left out. */
export function wordsIn(text: string): string {
  let words = ''
  for (let at = 0; at < text.length;) {
    const mark = text.indexOf('<!', at)
    words += unescaped(text.slice(at, mark < 0 ? text.length : mark))
    if (mark < 0) break
    const cdata = text.startsWith('<![CDATA[', mark)
    at = cdata ? after(text, ']]>', mark + 9) : after(text, '-->', mark + 4)
    if (cdata) words += text.slice(mark + 9, at - 3)
  }
  return words
}

const CDATA_END = ']]>'

/** A text as CDATA; where it holds the end of CDATA itself, it goes on in another. */
export const asCdata = (text: string): string => `<![CDATA[${text.replaceAll(CDATA_END, ']]]]><![CDATA[>')}${CDATA_END}`

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
