/** Plain pages with columns, which go on as long as there is something to write. */

import { fit, set, type Composer, type Fitted } from './setting.ts'
import { INK, MM, ornament, rule, SHEETS, SOFT, tell } from './sheet.ts'
import type { Certificate, Face } from './view.ts'

export const MARGIN = 20 * MM
/** What is longer ends in an ellipsis: no paragraph is taller than a page. */
const MOST_LINES = 30

/** `y`: how far it is filled. */
export type Column = { x: number; width: number; y: number }
/** Words of one kind, and the room under them. */
export type Row = { kind: string; words: Fitted; after: number; ink?: string }

export type Pages = {
  /** Width between the margins */
  across: number
  top: number
  bottom: number
  /** Begins a page. */
  begin: () => void
  measure: (face: Face, text: string, width: number, size: number) => Fitted
  /** Adds a row to a column, on a new page where this one is full. */
  write: (part: PDFKit.PDFStructureElement, column: Column, row: Row) => void
  /** A thin line at the upper end of what follows. */
  line: (column: Column, ink: string) => void
}

export function openPages(composer: Composer, { paper, title, name, id, ink: colour }: Certificate): Pages {
  const { doc } = composer
  const sheet = SHEETS[paper]
  const across = sheet.width - 2 * MARGIN
  const bottom = sheet.height - MARGIN
  const top = MARGIN + 20
  const foot = (text: string, width: number): Fitted =>
    fit(composer, { face: 'text', text, width, largest: 8, lines: [[8, 1]], leading: 1.42 })

  const begin = (): void => {
    doc.addPage()
    rule(doc, MARGIN, MARGIN, across, 1.2, colour)
    rule(doc, MARGIN, MARGIN + 2.6, across, 0.5, colour)
    // Sheets come apart: each says what it belongs to.
    const whole = composer.canSpell(name) ? `${title}, earned by ${name}` : title
    const below = { y: bottom + 14, ink: SOFT }
    ornament(doc, () => {
      set(composer, foot(whole, across * 0.65), { ...below, x: MARGIN, align: 'left' })
      set(composer, foot(id, across * 0.33), { ...below, x: sheet.width - MARGIN, align: 'right' })
    })
  }

  return {
    across,
    top,
    bottom,
    begin,
    measure(face, text, width, size) {
      const leading = face === 'serif' ? 1.2 : 1.42
      return fit(composer, { face, text, width, largest: size, lines: [[size, MOST_LINES]], leading })
    },
    write(part, column, { kind, words, after, ink = INK }) {
      if (column.y + words.height > bottom) {
        begin()
        column.y = top
      }
      tell(composer, part, kind, () => set(composer, words, { x: column.x, y: column.y, align: 'left', ink }))
      column.y += words.height + after
    },
    line(column, ink) {
      rule(doc, column.x, column.y, column.width, 0.5, ink)
      column.y += 6
    },
  }
}
