import type { AwardKind } from '../achievement.ts'
import type { AwardState } from '../award.ts'
import type { Words } from './columns.ts'
import type { Item, ItemBook } from './items.ts'
import type { RowProblem } from './problems.ts'

/** What a row asks for, as far as the row itself and the catalogue tell. */
export type Asked = { email: string; item: Item & { versionId: string }; awardedAt: Date; hours: number }

/** What a row was found to mean: an award that can be made. */
export type Meant = {
  personId: string
  kind: AwardKind
  achievementId: string
  versionId: string
  awardedAt: Date
  hours: number
}

/** `today` is the registrar's calendar day (2026-11-24) at the moment `now`. */
type Clock = { today: string; now: Date }

const FIRST_DAY = '2000-01-01'

/** Reads a row; answers with the first thing that is wrong with it. */
export function readRow(words: Words, book: ItemBook, clock: Clock): Asked | RowProblem {
  if (Object.values(words).some((text) => /[\0\uFFFD]/.test(text))) return 'unreadable'
  if (words.email === '') return 'address_missing'
  if (words.item === '') return 'item_missing'
  const item = book(words.item)
  if (typeof item === 'string') return item
  const { versionId } = item
  if (versionId === null) return 'item_unpublished'
  const awardedAt = readDay(words.day, clock)
  if (typeof awardedAt === 'string') return awardedAt
  const hours = readHours(words.hours, item)
  if (typeof hours === 'string') return hours
  return { email: addressOf(words.email), item: { ...item, versionId }, awardedAt, hours }
}

/** An address as people are known by it. */
const addressOf = (text: string): string => text.replace(/^mailto:/i, '').toLowerCase()

/**
 * The moment of a day. A day of the past is kept as its noon in UTC, which is the same day to readers from Hawaii to
 * Sydney; today is this moment, so that nothing is ever awarded in the future. Only dates that begin with the year can be
 * told for sure: 5/6/2024 is a day in May to some and in June to others.
 */
function readDay(text: string, { today, now }: Clock): Date | RowProblem {
  if (text === '') return now
  const found = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}[\d:.]*Z?)?$/.exec(text)
  if (found === null) return 'day_unreadable'
  const [, year = '', , month = '', dayOfMonth = ''] = found
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const noon = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day) return 'day_unreadable'
  if (day > today) return 'day_future'
  if (day < FIRST_DAY) return 'day_early'
  return day === today || noon > now ? now : noon
}

/** Hours with a point or a comma; without any, those that the version credits. */
function readHours(text: string, { hours: { least, most, credited } }: Item): number | RowProblem {
  if (text === '') return credited
  if (!/^\d{1,5}(?:[.,]\d{1,4})?$/.test(text)) return 'hours_unreadable'
  const hours = Number(text.replace(',', '.'))
  return hours < least || hours > most ? 'hours_outside' : hours
}

/** What is known of a row's person: who it is, in what state they hold this already, and whether the file names it before. */
type Known = { personId: string | null; holds: AwardState | null; before: boolean }

/** Whether what a row asks for can be awarded. */
export function settle({ item, awardedAt, hours }: Asked, { personId, holds, before }: Known): Meant | RowProblem {
  if (personId === null) return 'address_unknown'
  if (holds !== null) return holds === 'active' ? 'held' : 'withdrawn'
  if (before) return 'twice'
  return { personId, kind: item.kind, achievementId: item.id, versionId: item.versionId, awardedAt, hours }
}
