/** What a collection was earned with: one below the other, or, where each says what it was chosen for, in two columns. */

import type { Column, Pages, Row } from './pages.ts'
import type { Composer } from './setting.ts'
import { group, MM, SOFT } from './sheet.ts'
import type { Certificate } from './view.ts'

const BETWEEN = 8 * MM
/** The largest that leaves everything on one page; with more than that it goes on to the next. */
const SIZES = [
  [10, 8.5],
  [9, 8],
  [8, 7],
] as const

/** What stands together, and how tall it is. */
type Block = { rows: Row[]; height: number }

export function parts(
  pages: Pages & { composer: Composer },
  list: PDFKit.PDFStructureElement,
  main: Column,
  { earnedWith, mission }: Certificate,
): void {
  const count = mission === null ? 1 : 2
  const width = (main.width - (count - 1) * BETWEEN) / count
  const settings = SIZES.map(([says, line]) => inColumns(earnedWith.map(blockOf(pages, width, says, line)), count))
  const room = pages.bottom - main.y
  const chosen = settings.find((columns) => columns.every((column) => heightOf(column) <= room)) ?? settings.at(-1)
  for (const [place, blocks] of (chosen ?? []).entries()) {
    const column: Column = { x: main.x + place * (width + BETWEEN), width, y: main.y }
    for (const { rows } of blocks) {
      const item = group(pages.composer, group(pages.composer, list, 'LI'), 'LBody')
      for (const row of rows) pages.write(item, column, row)
    }
  }
}

const blockOf =
  ({ measure }: Pages, width: number, large: number, small: number) =>
  ({ says, line }: Certificate['earnedWith'][number]): Block => {
    const rows: Row[] = [{ kind: 'P', words: measure('text', says, width, large), after: line === '' ? 3 : 0 }]
    if (line !== '') rows.push({ kind: 'P', words: measure('text', line, width, small), after: 5, ink: SOFT })
    return { rows, height: rows.reduce((sum, { words, after }) => sum + words.height + after, 0) }
  }

const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { height }) => sum + height, 0)

/** In their order, the first column filled to the half. */
function inColumns(blocks: readonly Block[], count: number): Block[][] {
  const share = heightOf(blocks) / count
  const columns: Block[][] = Array.from({ length: count }, () => [])
  let filled = 0
  for (const block of blocks) {
    columns[Math.min(count - 1, Math.floor((filled + block.height / 2) / share))]?.push(block)
    filled += block.height
  }
  return columns
}
