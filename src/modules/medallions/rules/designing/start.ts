/** What a draft begins with: nothing, an example, or what another organisation has published. */

import { z } from 'zod'
import type { MedallionContent } from '../content.ts'
import type { MedallionExample } from '../example.ts'

/** What a draft was copied from, with the words that are not its leader's own. */
export const startShape = z.strictObject({
  title: z.string(),
  /** Whose it was; empty for an example */
  organisation: z.string(),
  /** By micro-credential: how it served the mission of the other */
  lines: z.record(z.string(), z.string()),
  goals: z.array(z.string()),
})
export type Start = z.infer<typeof startShape>

/** What an organisation says of itself, as far as it has said anything. */
export type Own = {
  readonly monogram: string
  readonly mission: string
  readonly goals: readonly { readonly id: string; readonly name: string; readonly text: string }[]
}

export const emptyContent = (own: Own): MedallionContent => ({
  id: '',
  title: '',
  language: 'en',
  monogram: own.monogram,
  summary: '',
  mission: own.mission,
  goals: own.goals.map((goal) => ({ ...goal })),
  groups: [],
  picks: [],
})

/** An example as if somebody had published it. */
export const contentOfExample = ({ groups = [], ...example }: MedallionExample): MedallionContent => ({
  ...example,
  monogram: '',
  groups,
})

/**
 * A draft from the medallion of somebody else. The mission is one's own, or still to be written. Where one's own
 * organisation has named goals they take the place of the others, and each pick waits to be given one of them; the
 * other's lines stay as a start, until they are rewritten.
 */
export function copyOf(
  source: MedallionContent,
  own: Own,
  organisation: string,
): { content: MedallionContent; start: Start } {
  const goals = (own.goals.length > 0 ? own.goals : source.goals).map((goal) => ({ ...goal }))
  const { note: _, ...rest } = source
  const content = {
    ...rest,
    id: '',
    monogram: own.monogram,
    mission: own.mission,
    goals,
    picks: source.picks.map((pick) => ({ ...pick, goal: goals.some(({ id }) => id === pick.goal) ? pick.goal : '' })),
  }
  const lines = Object.fromEntries(source.picks.map((pick) => [pick.micro_credential, pick.mission_line]))
  return { content, start: { title: source.title, organisation, lines, goals: source.goals.map(({ text }) => text) } }
}

/** The picks whose line, and the goals whose text, is still the other's. */
export function borrowedOf(content: MedallionContent, start: Start | null): { picks: string[]; goals: string[] } {
  if (start === null) return { picks: [], goals: [] }
  return {
    picks: content.picks.flatMap(({ micro_credential: slug, mission_line: line }) =>
      line !== '' && Object.hasOwn(start.lines, slug) && start.lines[slug] === line ? [slug] : [],
    ),
    goals: content.goals.flatMap(({ id, text }) => (text !== '' && start.goals.includes(text) ? [id] : [])),
  }
}
