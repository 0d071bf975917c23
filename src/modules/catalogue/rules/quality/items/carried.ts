/** What the signed credential will carry: two public lists of what others expect to find in it. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'

type Field = { path: readonly [keyof MicroCredentialContent, ...string[]]; what: string }

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)

/** Whether nothing is written at a path. */
export const nothingAt = (content: MicroCredentialContent, path: readonly string[]): boolean =>
  isEmpty(
    path.reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
          ? (inner as Record<string, unknown>)[key]
          : undefined,
      content,
    ),
  )

const missing = (content: MicroCredentialContent, fields: readonly Field[]): Finding[] =>
  fields
    .filter(({ path }) => nothingAt(content, path))
    .map(({ path, what }) => ({ path, reason: `The credential would not say ${what}.` }))

/**
 * Of the eleven mandatory elements of the European recommendation, those that a content gives. The learner, the country,
 * the awarding body and the date are the issuer's, and that no level is claimed stands in every credential.
 */
const ELEVEN: readonly Field[] = [
  { path: ['title'], what: 'its title' },
  { path: ['competency'], what: 'what its holder has shown (learning outcomes)' },
  { path: ['hours', 'credited'], what: 'how much work it took (notional workload)' },
  { path: ['assessment', 'type'], what: 'how it was assessed (type of assessment)' },
  { path: ['assessment', 'participation'], what: 'how one takes part (form of participation)' },
  { path: ['rubric', 'criteria'], what: 'by which published rubric (quality assurance)' },
]

/** What the 1EdTech TrustEd framework expects of a credential of the type Application: shown by applying it. */
const APPLICATION: readonly Field[] = [
  { path: ['alignments'], what: 'to which framework its outcomes are aligned' },
  { path: ['assessment', 'type'], what: 'how it was assessed' },
  { path: ['rubric', 'levels'], what: 'which levels there are, and so which results' },
]

/** Shown by applying it: something made or done comes in, not only words about it. */
function notApplied({ parts }: MicroCredentialContent): Finding[] {
  const shown = parts
    .filter(({ kind }) => kind !== 'reflection')
    .some(({ prompts }) => prompts.some(({ responses }) => responses.some((kind) => kind !== 'text')))
  return shown
    ? []
    : [{ path: ['parts'], reason: 'Neither the product nor the application takes anything but typed words.' }]
}

export const CARRIED_RULES: readonly Rule[] = [
  {
    id: 'european-elements',
    title: 'It carries the eleven elements of the European recommendation',
    why: 'Employers and institutions elsewhere can only compare micro-credentials that say these eleven things.',
    advice:
      'Fill in what is named here. The learner, the issuer with its country, the date and the level come with issuing.',
    blocking: true,
    find: (content) => missing(content, ELEVEN),
  },
  {
    id: 'application-elements',
    title: 'It is ready for 1EdTech TrustEd, type Application',
    why: 'That framework asks for criteria, aligned outcomes, an assessment with its rubric, results, and evidence of applying what was learned.',
    advice: 'Align it to at least one component, and let something that was made or done be handed in.',
    blocking: false,
    find: (content) => [...missing(content, APPLICATION), ...notApplied(content)],
  },
]
