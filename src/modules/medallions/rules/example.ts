/**
 * A medallion that comes with a catalogue as an example: 8 to 12 of its micro-credentials that an invented school or
 * district has chosen for its mission. A leader copies it, and puts their own mission in the place of the invented one.
 */

import { z } from 'zod'
import { misfitsOfTexts, repeated, type Misfit } from '../../catalogue/rules/checks.ts'
import { isSlug } from '../../catalogue/rules/content.ts'
import { readYaml, shapeProblems, type Problem } from '../../catalogue/rules/yaml.ts'
import { FEWEST_NEEDED, MOST_NEEDED } from './content.ts'
import { neededOf } from './qualify.ts'

const FEWEST_STACKS = 4
/** Of the mission, so that a leader can say it without a paper */
const SENTENCES = [2, 3]

const text = z.string().trim().min(1, 'is empty.')
const slug = z.string().refine(isSlug, 'must be small letters and figures, with single hyphens between them.')

export const medallionExampleShape = z.strictObject({
  id: slug,
  title: text,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en or en-US.'),
  summary: text,
  /** Who is invented, and what a leader should put in their place */
  note: text,
  /** Two or three sentences, as a school or a district would say them of itself */
  mission: text,
  /** What of the mission the picks are to serve */
  goals: z
    .array(z.strictObject({ id: slug, name: text, text }))
    .min(2, 'must be two to four.')
    .max(4, 'must be two to four.'),
  /** Picks among which an educator chooses: so many of them are needed */
  groups: z.array(z.strictObject({ id: slug, title: text, needed: z.int().min(1) })).optional(),
  /** In the order in which they are best earned */
  picks: z.array(
    z.strictObject({
      micro_credential: slug,
      goal: slug,
      /** How it serves the goal */
      mission_line: text,
      group: slug.optional(),
    }),
  ),
})
export type MedallionExample = z.infer<typeof medallionExampleShape>

/** The micro-credentials of the catalogue it comes with, as far as picks go by them. */
type Known = readonly { readonly id: string; readonly stack: string }[]

/** What does not fit in an example; empty when all is well. */
export function misfitsOfMedallion(example: MedallionExample, known: Known): Misfit[] {
  const { mission, goals, groups = [], picks } = example
  const needed = neededOf({ picks, groups })
  const stacks = new Set(picks.flatMap(({ micro_credential: id }) => known.find((one) => one.id === id)?.stack ?? []))
  const twice = (path: string, key: string, ids: readonly string[]): Misfit[] =>
    repeated(ids).map(({ value, place }) => ({ path: [path, place, key], reason: `"${value}" stands twice.` }))
  return [
    ...misfitsOfTexts(example),
    ...twice(
      'goals',
      'id',
      goals.map(({ id }) => id),
    ),
    ...twice(
      'groups',
      'id',
      groups.map(({ id }) => id),
    ),
    ...twice(
      'picks',
      'micro_credential',
      picks.map(({ micro_credential: id }) => id),
    ),
    ...(needed >= FEWEST_NEEDED && needed <= MOST_NEEDED
      ? []
      : [
          {
            path: ['picks'],
            reason: `${needed} micro-credentials are needed for it, not ${FEWEST_NEEDED} to ${MOST_NEEDED}.`,
          },
        ]),
    ...(stacks.size >= FEWEST_STACKS
      ? []
      : [
          {
            path: ['picks'],
            reason: `They come from ${stacks.size} stacks; an example shows at least ${FEWEST_STACKS}.`,
          },
        ]),
    ...(SENTENCES.includes(mission.split(/(?<=[.!?])\s+/).length)
      ? []
      : [{ path: ['mission'], reason: 'A mission here has two or three sentences.' }]),
    ...picks.flatMap(({ micro_credential: id, goal, group }, place) => [
      ...(known.some((one) => one.id === id)
        ? []
        : [{ path: ['picks', place, 'micro_credential'], reason: `There is no micro-credential "${id}".` }]),
      ...(goals.some((one) => one.id === goal)
        ? []
        : [{ path: ['picks', place, 'goal'], reason: `There is no goal "${goal}".` }]),
      ...(group === undefined || groups.some((one) => one.id === group)
        ? []
        : [{ path: ['picks', place, 'group'], reason: `There is no group "${group}".` }]),
    ]),
    ...goals.flatMap(({ id }, place) =>
      picks.some(({ goal }) => goal === id)
        ? []
        : [{ path: ['goals', place], reason: `No pick serves the goal "${id}".` }],
    ),
    ...groups.flatMap(({ id, needed: of }, place) => {
      const size = picks.filter(({ group }) => group === id).length
      return of < size
        ? []
        : [{ path: ['groups', place, 'needed'], reason: `Of the ${size} picks of "${id}", ${of} are no choice.` }]
    }),
  ]
}

/** The example in a file, by its path in the folder of the catalogue, or everything that is wrong with it. */
export function readMedallion(
  { path, text: written }: { readonly path: string; readonly text: string },
  known: Known,
): { ok: true; example: MedallionExample } | { ok: false; problems: Problem[] } {
  const read = readYaml(path, written)
  if ('problems' in read) return { ok: false, problems: read.problems }
  const parsed = medallionExampleShape.safeParse(read.value)
  if (!parsed.success) return { ok: false, problems: shapeProblems(parsed.error.issues, read) }
  const example = parsed.data
  const misfits = [
    ...(path === `medallions/${example.id}.yaml`
      ? []
      : [{ path: ['id'], reason: `The id "${example.id}" must be the name of the file.` }]),
    ...misfitsOfMedallion(example, known),
  ]
  return misfits.length === 0
    ? { ok: true, example }
    : {
        ok: false,
        problems: misfits.map(({ path: at, reason }) => ({ file: path, line: read.lineOf(at), reason })),
      }
}
