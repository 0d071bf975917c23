/** A sheet of the certificate: its measures, its frame, and how what is drawn on it is told to a screen reader. */

import { certificateFrame } from '../../../catalogue/rules/emblems/ornament.ts'
import { engrave } from './engrave.ts'
import type { Composer } from './setting.ts'
import type { Paper } from './view.ts'

/** Points in a millimetre. */
export const MM = 72 / 25.4
export const INK = '#23211c'
export const SOFT = '#5d574a'
export const ALERT = '#9c1c12'
export const LINE = '#cfc7b4'

export type Sheet = { width: number; height: number }
export const SHEETS = {
  a4: { width: 841.89, height: 595.28 },
  letter: { width: 792, height: 612 },
} satisfies Record<Paper, Sheet>

/** From the edge of the paper to the frame, and from there to where words may begin. */
const MARGIN = 6 * MM
const DEPTH = 34
/** Points for a unit of the frame. */
const GRAIN = 0.72

/** What decorates: a reader passes over it. */
export function ornament(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw()
  doc.endMarkedContent()
}

/** The woven frame; gives the distance from the edge within which nothing else may stand. */
export function frame(doc: PDFKit.PDFDocument, { width, height }: Sheet, ink: string): number {
  const box = { x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN }
  const units = [box.width, box.height].map((length) => Math.round(length / GRAIN)) as [number, number]
  ornament(doc, () => engrave(doc, certificateFrame(...units, ink), box))
  return MARGIN + DEPTH
}

export function rule(doc: PDFKit.PDFDocument, x: number, y: number, width: number, weight: number, ink: string): void {
  ornament(doc, () =>
    doc
      .lineWidth(weight)
      .strokeColor(ink)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(),
  )
}

type Part = PDFKit.PDFStructureElement
/** `alt` is what a screen reader says instead of a drawing, within `bbox`: left, top, right, bottom. */
type Told = { alt?: string; bbox?: [number, number, number, number] }

/** Draws as a part of the structure, in reading order. */
export function tell(
  { doc }: Pick<Composer, 'doc'>,
  parent: Part,
  kind: string,
  draw: () => void,
  told: Told = {},
): void {
  parent.add(doc.struct(kind, told, draw))
}

/** A part that holds other parts. */
export function group({ doc }: Pick<Composer, 'doc'>, parent: Part, kind: string): Part {
  const part = doc.struct(kind)
  parent.add(part)
  return part
}
