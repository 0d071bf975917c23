import type { RoleKind } from '../../../../platform/actor.ts'
import type { Problem } from './problems.ts'

/** What a file says, whatever its format; `ref` is what its source calls a thing (sourcedId, employee id, address). */

export type SaidOrganisation = {
  ref: string
  name: string
  /** other: a department, a state; who works there works at the nearest school or district above it */
  kind: 'district' | 'school' | 'other'
  parent: string | null
  line: number
}
export type SaidPerson = { ref: string; name: string; email: string; others: string[]; line: number }
export type SaidRole = { ref: string; person: string; organisation: string; kind: RoleKind; line: number }

/**
 * How a file is meant. none: it says nothing of these. whole: who or what is missing is gone. some: only what it names
 * is changed. of the people: each person it names has these roles and no others.
 */
export type Mode = 'none' | 'whole' | 'some'

export type Roster = {
  format: 'csv' | 'oneroster'
  source: string
  organisations: { mode: Mode; said: SaidOrganisation[]; gone: string[] }
  /** bad: rows that cannot be read, whose people stay as they are */
  people: { mode: Mode; said: SaidPerson[]; gone: string[]; bad: string[] }
  roles: { mode: Mode | 'of the people'; said: SaidRole[]; gone: string[]; bad: string[] }
  /** How many were not taken in, by what they are */
  passedOver: Record<string, number>
  problems: Problem[]
  unknownColumns: string[]
}

export const count = (counts: Record<string, number>, what: string, by = 1): void => {
  counts[what] = (counts[what] ?? 0) + by
}
