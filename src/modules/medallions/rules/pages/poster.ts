/** How a poster is set, so that all that a medallion says stands on one sheet, A4 or letter. Sizes: poster.css. */

import type { PathTerm } from './page.ts'

/** Sizes of letters in px, the largest first. */
const SETTINGS = [
  { name: 'wide', size: 14 },
  { name: 'close', size: 12 },
  { name: 'tight', size: 10 },
] as const
export type Setting = (typeof SETTINGS)[number]['name'] | 'tightest'

/** Of the sheet, in px: how wide a line is, and how high mission and path may be so that the seal keeps its room. */
const WIDTH = 620
const ROOM = 440
const COLUMNS = 3
/** A letter is about so wide and a line so high, in sizes; a little too much of both. */
const LETTER = 0.53
const LINE = 1.45

/** The largest setting in which mission and path leave room for the seal. */
export function settingOf({ mission, path }: { mission: string; path: readonly PathTerm[] }): Setting {
  const fitting = SETTINGS.find(({ size }) => {
    const lines = linesOf(mission, WIDTH / 1.15 / size / LETTER) * 1.15 + linesOfPath(path, size) / COLUMNS
    return lines * size * LINE <= ROOM
  })
  return fitting?.name ?? 'tightest'
}

/** Every paragraph begins a line. */
const linesOf = (text: string, letters: number): number =>
  text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / letters)), 0)

function linesOfPath(path: readonly PathTerm[], size: number): number {
  // Numbers and the bar beside a choice take some of a column.
  const letters = WIDTH / COLUMNS / size / LETTER - 6
  return path.reduce((all, { when, steps }) => {
    const titles = steps.flatMap(({ picks }) => picks.map(({ title }) => linesOf(title, letters)))
    const choices = steps.map(({ choice }) => (choice === null ? 0 : 1 + linesOf(choice.title, letters)))
    return (
      all + [...titles, ...choices].reduce((sum, lines) => sum + lines, when === '' ? 0 : 0.5 + linesOf(when, letters))
    )
  }, 0)
}
