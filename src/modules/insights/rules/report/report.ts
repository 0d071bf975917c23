/** What a board is told of a district or a school: figures and sentences, in the order in which they are read. */

import type { Ink } from '../../../catalogue/rules/emblems/emblems.ts'
import { hiddenRows } from '../small-numbers.ts'
import type { Period } from './period.ts'

/** Awards in force and their hours. */
export type Amount = { awards: number; hours: number }

export type ReportGoal = Amount & { id: string; name: string; text: string; picks: number }
export type ReportStack = Amount & { id: string; title: string; numeral: string; ink: Ink }
export type ReportBucket = Amount & { name: string; short: string }

export type ReportMedallion = {
  id: string
  title: string
  /** Who designed it, where that is not who the report is about */
  whose: string | null
  waiting: number
  takingPart: number
  notBegun: number
  holding: number
  earned: number
}

/** What may be said of one school; null is a figure about too few people, or one that would give such a figure away. */
export type ReportSchool = {
  id: string
  name: string
  educators: number | null
  takingPart: number | null
  earners: number | null
  awards: number | null
  hours: number | null
  hoursEach: number | null
}

export type ReportDecisions = {
  decisions: number
  earned: number
  atOnce: number
  attempts: number | null
  medianDays: number | null
  ninetiethDays: number | null
}

export type ReportShared = { name: string; title: string; credentialId: string; awardedAt: string }

export type Report = {
  organisation: { id: string; name: string; kind: 'publisher' | 'district' | 'school'; country: string }
  medallion: { id: string; title: string } | null
  period: Period
  /** The day on which it was made, and whether its period has ended by then */
  madeOn: string
  ended: boolean
  mission: { text: string; whose: string | null } | null
  goals: ReportGoal[]
  people: { educators: number; takingPart: number; holding: number; earners: number }
  earned: Amount
  medallions: ReportMedallion[]
  stacks: ReportStack[]
  overTime: ReportBucket[]
  /** Null: there is one school only, which is compared with nobody */
  schools: ReportSchool[] | null
  /** Null: nothing was decided, or too little to tell nobody apart */
  decisions: ReportDecisions | null
  shared: ReportShared[]
  moreShared: boolean
  next: string[]
}

export type SchoolCount = Amount & {
  id: string
  name: string
  educators: number
  takingPart: number
  earners: number
}

/** The schools by name, without any figure about fewer than five people and whatever would give one away. */
export function schoolsOf(counts: readonly SchoolCount[]): ReportSchool[] {
  const few = hiddenRows(counts, ({ educators }) => educators)
  const fewTaking = hiddenRows(counts, ({ takingPart }) => takingPart)
  const fewEarners = hiddenRows(counts, ({ earners }) => earners)
  return counts
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id))
    .map((count) => {
      const { id, name, educators, takingPart, earners, awards, hours } = count
      const small = few.has(count)
      const earned = <T>(value: T): T | null => (small || fewEarners.has(count) ? null : value)
      return {
        id,
        name,
        educators: small ? null : educators,
        takingPart: small || fewTaking.has(count) ? null : takingPart,
        earners: earned(earners),
        awards: earned(awards),
        hours: earned(hours),
        hoursEach: earned(educators === 0 ? 0 : hours / educators),
      }
    })
}

export const sumOf = (amounts: readonly Amount[]): Amount => ({
  awards: amounts.reduce((sum, { awards }) => sum + awards, 0),
  hours: amounts.reduce((sum, { hours }) => sum + hours, 0),
})
