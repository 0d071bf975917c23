import type { Actor } from '#src/platform/actor.ts'
import type { Db } from '#src/platform/database/database.ts'
import { startDraft } from '#src/modules/medallions/commands/drafts.ts'
import { publishMedallion } from '#src/modules/medallions/commands/publish.ts'
import { saveDraft } from '#src/modules/medallions/commands/designing/saving.ts'
import type { MedallionContent } from '#src/modules/medallions/rules/content.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { NOON } from '../factories.ts'

/** Twelve of the tests' catalogue that are published, from four stacks. */
export const PICKS = [
  'aligning-to-standards',
  'infusing-skills',
  'designing-authentic-tasks',
  'developing-driving-questions',
  'purposeful-grouping',
  'providing-scaffolding',
  'effective-facilitation-coaching',
  'encouraging-risk-taking',
  'developing-self-direction',
  'creating-an-environment-of-sustained-inquiry',
  'communicating-with-families',
  'collaborating-with-colleagues',
] as const

/**
 * A medallion that may be published: these picks, all needed but for choices, of which each takes so many of the last
 * picks that stand in none.
 */
export function medallionOf(
  slugs: readonly string[] = PICKS.slice(0, 8),
  choices: readonly { needed: number; of: number }[] = [],
): MedallionContent {
  const groups = choices.map(({ needed, of }, place) => ({
    id: `choice-${place + 1}`,
    title: `${needed} of ${of}`,
    needed,
  }))
  const groupOf = new Map<string, string>()
  let end = slugs.length
  for (const [place, { of }] of choices.entries()) {
    for (const slug of slugs.slice(end - of, end)) groupOf.set(slug, groups[place]?.id ?? '')
    end -= of
  }
  return {
    id: '',
    title: 'Work That Matters',
    language: 'en',
    monogram: 'WM',
    summary: 'For teachers whose learners make things that somebody needs.',
    mission: 'Our learners make things that somebody needs. No draft is the last.',
    goals: [{ id: 'needed', name: 'Somebody needs it', text: 'Each learner makes one such thing a year.' }],
    groups,
    picks: slugs.map((slug) => {
      const group = groupOf.get(slug)
      return {
        micro_credential: slug,
        goal: 'needed',
        mission_line: `How ${slug} serves it.`,
        ...(group === undefined ? {} : { group }),
      }
    }),
  }
}

/** A published medallion of an organisation, designed by somebody who may. */
export async function makeMedallion(
  db: Db,
  leader: Actor,
  { id: organisationId }: Pick<Organisation, 'id'>,
  content: MedallionContent = medallionOf(),
  now = NOON,
): Promise<{ orgId: string; medallionId: string; versionId: string; number: number; slug: string }> {
  const given = { db, actor: leader, now }
  const started = await startDraft(given, { organisationId })
  if (!started.ok) throw new Error(started.reason)
  const saved = await saveDraft(given, { draftId: started.draftId, content, baseRevision: 1 })
  if (!saved.ok) throw new Error(saved.reason)
  const published = await publishMedallion(given, { draftId: started.draftId, changeNote: '' })
  if (!published.ok)
    throw new Error(published.reason === 'broken' ? JSON.stringify(published.broken) : published.reason)
  return published
}
