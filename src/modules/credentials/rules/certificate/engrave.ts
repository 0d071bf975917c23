/** Draws our own SVG into a PDF as lines and fills, so that a seal is as sharp as the press. */

import { attributesOf, tagsOf, wordsIn } from '../baking/markup.ts'

/** What a drawing inherits from the group around it. */
type Pen = { stroke: string; fill: string; width: string }
type Given = ReadonlyMap<string, string>
export type Box = { x: number; y: number; width: number; height: number }

const BARE: Pen = { stroke: 'none', fill: 'none', width: '1' }

/**
 * Knows what our drawings are made of (nested svg, g, path, circle, rect, text) and nothing else: never give it a
 * drawing of somebody else. Letters are in the font that is set.
 */
export function engrave(doc: PDFKit.PDFDocument, svg: string, place: Box): void {
  const pens: Pen[] = []
  doc.save().lineJoin('round')
  for (const tag of tagsOf(svg)) {
    const opens = tag.name === 'svg' || tag.name === 'g'
    if (tag.kind === 'close') {
      if (!opens) continue
      pens.pop()
      doc.restore()
      continue
    }
    const given = attributesOf(svg, tag)
    const outer = pens.at(-1) ?? BARE
    const pen: Pen = {
      stroke: given.get('stroke') ?? outer.stroke,
      fill: given.get('fill') ?? outer.fill,
      width: given.get('stroke-width') ?? outer.width,
    }
    doc.save()
    turn(doc, given.get('transform') ?? '')
    if (tag.name === 'svg') open(doc, given, pens.length === 0 ? place : boxOf(given))
    if (opens) {
      pens.push(pen)
      continue
    }
    if (tag.name === 'text') letter(doc, wordsIn(svg.slice(tag.to, svg.indexOf('<', tag.to))), given)
    else if (tag.name !== 'title') shape(doc, tag.name, given, pen)
    doc.restore()
  }
  doc.restore()
}

const sizes = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number)
const sizeOf = (given: Given, name: string): number => Number(given.get(name) ?? 0)
const boxOf = (given: Given): Box => ({
  x: sizeOf(given, 'x'),
  y: sizeOf(given, 'y'),
  width: sizeOf(given, 'width'),
  height: sizeOf(given, 'height'),
})

function turn(doc: PDFKit.PDFDocument, transform: string): void {
  for (const [, kind, numbers = ''] of transform.matchAll(/(translate|rotate)\(([^)]*)\)/g)) {
    const [a = 0, b = 0] = sizes(numbers)
    if (kind === 'translate') doc.translate(a, b)
    else doc.rotate(a)
  }
}

/** A window onto a drawing: nothing outside it is drawn, which is how half a seal is inked. */
function open(doc: PDFKit.PDFDocument, given: Given, { x, y, width, height }: Box): void {
  const [left = 0, top = 0, wide = width, high = height] = sizes(given.get('viewBox') ?? '')
  doc.translate(x, y).rect(0, 0, width, height).clip()
  doc.scale(width / wide, height / high).translate(-left, -top)
}

function letter(doc: PDFKit.PDFDocument, words: string, given: Given): void {
  doc.fontSize(sizeOf(given, 'font-size')).fillColor(given.get('fill') ?? '#000000')
  doc.text(words, -doc.widthOfString(words) / 2, sizeOf(given, 'y'), { lineBreak: false, baseline: 'alphabetic' })
}

function shape(doc: PDFKit.PDFDocument, name: string, given: Given, { stroke, fill, width }: Pen): void {
  const { x, y, width: wide, height: high } = boxOf(given)
  const r = sizeOf(given, 'r')
  if (name === 'path') doc.path(given.get('d') ?? '')
  else if (name === 'rect') doc.rect(x, y, wide, high)
  // Clockwise from the right, as SVG does it: dashes begin there.
  else doc.path(`M${r} 0A${r} ${r} 0 0 1 ${-r} 0A${r} ${r} 0 0 1 ${r} 0Z`)
  if (stroke !== 'none') {
    doc.lineWidth(Number(width)).strokeColor(stroke)
    if (given.get('stroke-linecap') === 'round') doc.lineCap('round')
    const dashes = given.get('stroke-dasharray')
    // By hand: pdfkit refuses the dashes without length that are round dots.
    if (dashes !== undefined) doc.addContent(`[${dashes}] ${sizeOf(given, 'stroke-dashoffset')} d`)
  }
  const rule = given.get('fill-rule') === 'evenodd' ? 'even-odd' : 'non-zero'
  if (stroke !== 'none' && fill !== 'none') doc.fillAndStroke(fill, stroke, rule)
  else if (fill !== 'none') doc.fill(fill, rule)
  else if (stroke !== 'none') doc.stroke()
}
