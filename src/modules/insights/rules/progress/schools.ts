/** Schools side by side, without a figure that is about so few people that somebody could say who they are. */

import { hiddenRows } from '../small-numbers.ts'

/** What is known of a school, before anything is hidden. */
export type SchoolCount = {
  id: string
  name: string
  kind: string
  educators: number
  takingPart: number
  /** People with an award, or with a decision */
  earners: number
  decidedPeople: number
  awards: number
  hours: number
  decisions: number
  decidedEarned: number
  attempts: number | null
  medianDays: number | null
}

export const MEASURES = ['educators', 'takingPart', 'awards', 'hours', 'rate', 'attempts', 'days'] as const
export type Measure = (typeof MEASURES)[number]

/** `hidden`: about too few people; null: there is nothing to say. */
export type Figure = number | 'hidden' | null
export type SchoolRow = { id: string; name: string } & Record<Measure, Figure>

export const HEADS: Record<Measure, string> = {
  educators: 'Educators',
  takingPart: 'Take part',
  awards: 'Awards',
  hours: 'Hours earned',
  rate: 'Earned of 100 decisions',
  attempts: 'Attempts per award',
  days: 'Days to a decision',
}

const VALUES: Record<
  Measure,
  { people: (count: SchoolCount) => number; value: (count: SchoolCount) => number | null }
> = {
  educators: { people: ({ educators }) => educators, value: ({ educators }) => educators },
  takingPart: { people: ({ takingPart }) => takingPart, value: ({ takingPart }) => takingPart },
  awards: { people: ({ earners }) => earners, value: ({ awards }) => awards },
  hours: { people: ({ earners }) => earners, value: ({ hours }) => hours },
  rate: {
    people: ({ decidedPeople }) => decidedPeople,
    value: ({ decisions, decidedEarned }) => (decisions === 0 ? null : (100 * decidedEarned) / decisions),
  },
  attempts: { people: ({ decidedPeople }) => decidedPeople, value: ({ attempts }) => attempts },
  days: { people: ({ decidedPeople }) => decidedPeople, value: ({ medianDays }) => medianDays },
}

/** Every figure that may be shown. What is hidden in one column is so that it cannot be worked out from the others of it. */
export function schoolRows(counts: readonly SchoolCount[]): SchoolRow[] {
  const hidden = new Map(MEASURES.map((measure) => [measure, hiddenRows(counts, VALUES[measure].people)]))
  return counts.map((count) => {
    const figure = (measure: Measure): Figure =>
      hidden.get(measure)?.has(count) ? 'hidden' : VALUES[measure].value(count)
    return {
      id: count.id,
      name: count.kind === 'school' ? count.name : `${count.name}, not at a school`,
      educators: figure('educators'),
      takingPart: figure('takingPart'),
      awards: figure('awards'),
      hours: figure('hours'),
      rate: figure('rate'),
      attempts: figure('attempts'),
      days: figure('days'),
    }
  })
}

export type Order = { by: Measure | 'name'; down: boolean }

/** `awards` is the least first, `-awards` the most; everything else is by name. */
export function readOrder(text: string | null): Order {
  const by = (text ?? '').replace(/^-/, '')
  const measure = MEASURES.find((each) => each === by)
  return { by: measure ?? 'name', down: (text ?? '').startsWith('-') && (measure !== undefined || by === 'name') }
}

export const orderText = ({ by, down }: Order): string => `${down ? '-' : ''}${by}`

/** What is hidden or unknown stands last, whichever way: its place must not tell of it. */
export function inOrder(rows: readonly SchoolRow[], { by, down }: Order): SchoolRow[] {
  const named = (a: SchoolRow, b: SchoolRow): number => a.name.localeCompare(b.name, 'en', { numeric: true })
  if (by === 'name') return rows.toSorted((a, b) => (down ? named(b, a) : named(a, b)))
  return rows.toSorted((a, b) => {
    const [left, right] = [a[by], b[by]]
    const shown = Number(typeof right === 'number') - Number(typeof left === 'number')
    if (typeof left !== 'number' || typeof right !== 'number') return shown || named(a, b)
    return (down ? right - left : left - right) || named(a, b)
  })
}

/** No more places than can be read. */
export const figureText = (figure: Figure): string => {
  if (figure === 'hidden') return 'hidden'
  return figure === null ? 'none yet' : new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }).format(figure)
}
