/** When a person gets a letter with reminders, and what it says. */

import { isBusinessDay, type DayText } from '../../../submissions/rules/business-days.ts'
import type { WallClock } from '../calendar.ts'
import { REMINDERS, type ReminderKind, type Step } from './steps.ts'

/** What a person wished, and what the clock shows where they are. */
export type Reader = {
  wanted: boolean
  /** Hours of their clock: nothing comes from the one in the evening until the other in the morning */
  quietFrom: number
  quietUntil: number
  lastLetterAt: Date | null
  clock: WallClock
  holidays: ReadonlySet<DayText>
}

/** What was told last of a medallion or a pursuit. */
export type Told = { kind: ReminderKind; subjectId: string; state: string; toldAt: Date }

const DAY_MS = 86_400_000
export const DAYS_BETWEEN_LETTERS = 7
/** What stays as it is may be told again after so many days. */
const DAYS_UNTIL_AGAIN = 28
/** A letter that asks for more is read by nobody; the rest comes another week. */
const MOST_STEPS = 4

/** Whether a person is left in peace: in the evening, at night, at weekends and on holidays. */
export const isQuiet = ({ quietFrom, quietUntil, clock: { day, hour }, holidays }: Omit<Reader, 'wanted'>): boolean =>
  hour < quietUntil || hour >= quietFrom || !isBusinessDay(day, holidays)

const daysSince = (then: Date, now: Date): number => (now.getTime() - then.getTime()) / DAY_MS

/** What a letter would tell now; nothing where it may not be sent, or has nothing new to say. */
export function letterOf(steps: readonly Step[], told: readonly Told[], reader: Reader, now: Date): Step[] {
  const { wanted, lastLetterAt } = reader
  if (!wanted || isQuiet(reader)) return []
  if (lastLetterAt !== null && daysSince(lastLetterAt, now) < DAYS_BETWEEN_LETTERS) return []
  return steps.filter((step) => !isStale(step, told, now)).slice(0, MOST_STEPS)
}

const isStale = ({ kind, subjectId, state }: Step, told: readonly Told[], now: Date): boolean =>
  told.some(
    (last) =>
      last.kind === kind &&
      last.subjectId === subjectId &&
      last.state === state &&
      daysSince(last.toldAt, now) < DAYS_UNTIL_AGAIN,
  )

/** What each reminder says, with its one thing to do. */
export function sentenceOf({ kind, title, next }: Step): string {
  switch (kind) {
    case 'not yet':
      return `Feedback waits for you on “${title}”. What you met stays met; read what your assessor suggests, and change one thing.`
    case 'one left':
      return next === null
        ? `Only one is left for “${title}”. Choose which of those that count you would like to do.`
        : `Only one is left for “${title}”: “${next}”.`
    case 'stalled':
      return `“${title}” is just as you left it. A quarter of an hour is enough to get back into it.`
    case 'offer':
      return `“${title}” is offered to you. Have a look, and say whether you would like to take part. “No” is a good answer too.`
    case 'not started':
      return `You said yes to “${title}”. Choose a first micro-credential; most take an hour or two.`
  }
}

const SUBJECTS: Record<ReminderKind, (title: string) => string> = {
  'not yet': (title) => `Feedback waits for you: ${title}`,
  'one left': (title) => `One left: ${title}`,
  stalled: (title) => `Just as you left it: ${title}`,
  offer: (title) => `Offered to you: ${title}`,
  'not started': (title) => `A first step: ${title}`,
}

/** `stop` is the address that ends these letters without signing in. */
export function writeLetter(
  steps: readonly Step[],
  { name, publicUrl, stop }: { name: string; publicUrl: string; stop: string },
): { subject: string; body: string } {
  const [first] = steps
  if (first === undefined) throw new Error('A letter tells of something.')
  const body = [
    `Hello ${name},`,
    ...steps.map((step) => `${sentenceOf(step)}\n${publicUrl}${step.path}`),
    `A letter like this comes once a week at most. To choose its hours:\n${publicUrl}/reminders`,
    `To get no more of them, without signing in:\n${stop}`,
  ].join('\n\n')
  return { subject: steps.length === 1 ? SUBJECTS[first.kind](first.title) : `${steps.length} next steps`, body }
}

export const isReminder = (text: string): text is ReminderKind => REMINDERS.some((kind) => kind === text)
