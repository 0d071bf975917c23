import { z } from 'zod'
import { slugOf } from '../rules.ts'
import { inkFault, inkSentence, readInk } from './ink.ts'
import { cleanName } from './names.ts'

export const MOST_GOALS = 6

const line = (most: number) => z.string().trim().min(1).max(most)

/** A goal that an organisation has named. Its id stays when its words change, since medallions refer to it. */
export const goalShape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80),
  name: line(120),
  text: z.string().trim().max(600),
})
export type Goal = z.infer<typeof goalShape>

/** How an organisation looks and what it stands for. The engraving of its crest is drawn from the letters and the ink. */
export const profileShape = z.strictObject({
  /** One to three letters */
  monogram: z.string().regex(/^\p{L}{1,3}$/u),
  /** #rrggbb, seen on light and on dark paper */
  ink: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .refine((ink) => inkFault(ink) === null),
  mission: line(2000),
  goals: z
    .array(goalShape)
    .min(1)
    .max(MOST_GOALS)
    .refine((goals) => new Set(goals.map(({ id }) => id)).size === goals.length),
})
export type Profile = z.infer<typeof profileShape>

/** An ink to begin with, which can be seen on both papers. */
export const PROPOSED_INK = '#486bb8'

/** Letters to begin with: those with which the words of a name begin. */
export const proposedMonogram = (name: string): string =>
  name
    .normalize('NFC')
    .split(/[^\p{L}]+/u)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()
    .slice(0, 3)

/** A profile as a form brings it: any text, and goals with the id that they had, or none. */
export type WrittenProfile = {
  monogram: string
  ink: string
  mission: string
  goals: readonly { id: string; name: string; text: string }[]
}

/** What is wrong, with the field as a form names it: monogram, ink, mission, goals, goal-0-name, goal-0-text. */
export type ProfileFault = { field: string; message: string }

const LONGEST = { mission: 2000, goalName: 120, goalText: 600 } as const

const lines = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/**
 * Reads a profile, or says all that is wrong with it. Goals without any word are left out. A goal keeps an id that the
 * organisation has given; a new one is called by its name.
 */
export function readProfile(
  written: WrittenProfile,
  known: readonly Goal[],
): { ok: true; profile: Profile } | { ok: false; faults: ProfileFault[] } {
  const monogram = written.monogram.trim().normalize('NFC')
  const ink = readInk(written.ink)
  const mission = lines(written.mission)
  const goals = written.goals
    .map(({ id, name, text }, index) => ({ id, name: cleanName(name), text: lines(text), index }))
    .filter(({ name, text }) => name !== '' || text !== '')
  const faults = [
    ...(/^\p{L}{1,3}$/u.test(monogram) ? [] : [fault('monogram', 'Write one, two or three letters, such as RMS.')]),
    ...(ink === null
      ? [fault('ink', 'Write a colour as # and six signs from 0 to 9 and a to f, such as #486bb8.')]
      : [inkSentence(ink)].flatMap((sentence) => (sentence === null ? [] : [fault('ink', sentence)]))),
    ...(mission === '' ? [fault('mission', 'Write in a few sentences what you stand for.')] : []),
    ...tooLong('mission', mission, LONGEST.mission),
    ...(goals.length === 0 ? [fault('goal-0-name', 'Name at least one goal of your mission.')] : []),
    ...(goals.length > MOST_GOALS ? [fault('goal-0-name', `Name at most ${MOST_GOALS} goals.`)] : []),
    ...goals.flatMap(({ name, text, index }) => [
      ...(name === '' ? [fault(`goal-${index}-name`, 'Give this goal a name.')] : []),
      ...tooLong(`goal-${index}-name`, name, LONGEST.goalName),
      ...tooLong(`goal-${index}-text`, text, LONGEST.goalText),
    ]),
  ]
  if (faults.length > 0 || ink === null) return { ok: false, faults }
  return { ok: true, profile: { monogram, ink, mission, goals: withIds(goals, known) } }
}

const fault = (field: string, message: string): ProfileFault => ({ field, message })

const tooLong = (field: string, text: string, most: number): ProfileFault[] =>
  text.length > most ? [fault(field, `Write at most ${most} letters here; these are ${text.length}.`)] : []

function withIds(goals: readonly Goal[], known: readonly Goal[]): Goal[] {
  const given = new Set(known.map(({ id }) => id))
  const used = new Set<string>()
  const kept = goals.map(({ id }) => (given.has(id) && !used.has(id) ? (used.add(id), id) : null))
  return goals.map(({ name, text }, i) => ({ id: kept[i] ?? freeId(slugOf(name) || 'goal', used), name, text }))
}

/** An id that no other goal has: the wanted one, or with a number. */
function freeId(wanted: string, used: Set<string>): string {
  const id = [
    wanted,
    ...Array.from({ length: 2 * MOST_GOALS }, (_, i) => `${wanted.slice(0, 76).replace(/-+$/, '')}-${i + 2}`),
  ].find((tried) => !used.has(tried))
  if (id === undefined) throw new Error('There are more names than goals.')
  used.add(id)
  return id
}
