/** Setting words: as large as their place allows, in lines of even length, in a font that has their letters. */

import { lettersOf } from './letters.ts'
import type { Face, Fonts } from './view.ts'

type Doc = PDFKit.PDFDocument
const FACES = ['text', 'strong', 'serif', 'italic'] as const satisfies Face[]

export type Composer = {
  doc: Doc
  /** The font of a text: the one it should be in, or else one that has its letters. */
  faceOf: (text: string, wanted: Face) => Face
  /** The text with a question mark for each letter that a font has not. */
  spell: (text: string, face: Face) => string
  /** Whether some font has every letter of a text. */
  canSpell: (text: string) => boolean
}

export function composer(doc: Doc, fonts: Fonts): Composer {
  const letters = new Map(FACES.map((face) => [face, lettersOf(fonts[face])]))
  for (const face of FACES) doc.registerFont(face, Buffer.from(fonts[face]))
  const has = (face: Face, text: string): boolean => letters.get(face)?.(text) ?? false
  return {
    doc,
    faceOf: (text, wanted) => [wanted, 'serif' as const, 'text' as const].find((face) => has(face, text)) ?? wanted,
    spell: (text, face) => Array.from(text, (letter) => (has(face, letter) ? letter : '?')).join(''),
    canSpell: (text) => FACES.some((face) => has(face, text.normalize('NFC'))),
  }
}

export type Words = {
  face: Face
  text: string
  width: number
  /** The size that is tried first */
  largest: number
  /** From which size on how many lines are allowed, falling: [[28, 1], [18, 2]] */
  lines: readonly (readonly [from: number, lines: number])[]
  /** Height of a line, in sizes */
  leading: number
  /** Lines of even length, for what stands in the middle of a page */
  even?: boolean
}

/** Words as they are set. */
export type Fitted = {
  face: Face
  size: number
  leading: number
  lines: readonly string[]
  width: number
  height: number
}

/** The largest setting that keeps to the allowed lines; at the smallest size, what does not fit ends in an ellipsis. */
export function fit(
  { doc, faceOf, spell }: Composer,
  { text, face: wanted, width, largest, lines, leading, even = false }: Words,
): Fitted {
  const plain = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
  const face = faceOf(plain, wanted)
  const words = spell(plain, face).split(' ')
  const smallest = Math.min(...lines.map(([from]) => from))
  doc.font(face)
  for (let size = largest; ; size -= size > 20 ? 1 : 0.5) {
    doc.fontSize(size)
    const allowed = lines.find(([from]) => size >= from)?.[1] ?? 1
    const widest = Math.max(...words.map((word) => doc.widthOfString(word)))
    const broken = breakLines(doc, words, width)
    const small = size <= smallest
    if (!small && (broken.length > allowed || widest > width)) continue
    const cramped = broken.length > allowed
    const kept = cramped ? cut(doc, broken.slice(0, allowed), width) : even ? evened(doc, words, broken, width) : broken
    return {
      face,
      size,
      leading,
      lines: kept,
      width: Math.max(...kept.map((line) => doc.widthOfString(line))),
      height: kept.length * size * leading,
    }
  }
}

/** Lines as full as they go. A word that is longer than a line is parted where addresses are, or else anywhere. */
function breakLines(doc: Doc, words: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.flatMap((each) => partsOf(doc, each, width))) {
    const longer = line === '' || word.joined ? line + word.text : `${line} ${word.text}`
    if (line !== '' && doc.widthOfString(longer) > width) {
      lines.push(line)
      line = word.text
    } else line = longer
  }
  return [...lines, line]
}

/** `joined`: it goes on from the part before it without a space. */
type Part = { text: string; joined: boolean }

function partsOf(doc: Doc, word: string, width: number): Part[] {
  if (doc.widthOfString(word) <= width) return [{ text: word, joined: false }]
  const pieces = word
    .split(/(?<=[-:/.@])/)
    .flatMap((piece) => (doc.widthOfString(piece) <= width ? piece : Array.from(piece)))
  return pieces.map((text, place) => ({ text, joined: place > 0 }))
}

/** The same number of lines, as narrow as they can be: no line of one word under a long one. */
function evened(doc: Doc, words: readonly string[], lines: string[], width: number): string[] {
  let best = lines
  for (let across = width * 0.97; lines.length > 1 && across > width / 2; across *= 0.97) {
    const narrower = breakLines(doc, words, across)
    if (narrower.length > lines.length) break
    best = narrower
  }
  return best
}

function cut(doc: Doc, lines: string[], width: number): string[] {
  let last = lines.at(-1) ?? ''
  while (last !== '' && doc.widthOfString(`${last}…`) > width) last = Array.from(last).slice(0, -1).join('')
  return [...lines.slice(0, -1), `${last.trimEnd()}…`]
}

type Place = { x: number; y: number; align: 'center' | 'left' | 'right'; ink: string }

/** Sets fitted words under y: about the middle `x`, from it on, or up to it. Gives the place under them. */
export function set({ doc }: Composer, { face, size, leading, lines }: Fitted, { x, y, align, ink }: Place): number {
  doc.font(face).fontSize(size).fillColor(ink)
  const high = size * leading
  lines.forEach((line, place) => {
    const wide = doc.widthOfString(line)
    const left = align === 'center' ? x - wide / 2 : align === 'right' ? x - wide : x
    // The space parts it from the next line for whoever reads the words and not the page.
    doc.text(`${line} `, left, y + place * high + high / 2 + size * 0.32, { lineBreak: false, baseline: 'alphabetic' })
  })
  return y + lines.length * high
}
