/** What an educator wrote and was told, as text that any program opens (Markdown). */

import type { MicroCredentialContent } from '../../../catalogue/rules/content.ts'

export type Attempt = {
  number: number
  state: string
  changedNote: string
  /** By prompt */
  responses: ReadonlyMap<string, string>
  /** By prompt; `place` is where it lies beside the text, or its address */
  evidence: ReadonlyMap<string, readonly { name: string; place: string }[]>
  decision: {
    outcome: 'earned' | 'not_yet'
    on: string
    criteria: readonly { criterionId: string; levelId: string; met: boolean; comment: string }[]
  } | null
}

const SAYS: Record<string, string> = {
  draft: 'a draft',
  submitted: 'handed in',
  in_assessment: 'with the assessors',
  earned: 'earned',
  not_yet: 'not yet earned',
  withdrawn: 'withdrawn',
}

/** One line whatever it was. */
const line = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

export function workText(
  { title, competency, parts, rubric }: Pick<MicroCredentialContent, 'title' | 'competency' | 'parts' | 'rubric'>,
  { number, state, changedNote, responses, evidence, decision }: Attempt,
): string {
  const written = parts.flatMap((part) => [
    `## ${line(part.title)}`,
    ...part.prompts.flatMap((prompt) => [
      `### ${line(prompt.text)}`,
      responses.get(prompt.id) ?? '(nothing written)',
      ...(evidence.get(prompt.id) ?? []).map(({ name, place }) => `- ${line(name)}: ${place}`),
    ]),
  ])
  const told =
    decision === null
      ? []
      : [
          `## The decision: ${decision.outcome === 'earned' ? 'earned' : 'not yet'}, ${decision.on}`,
          ...decision.criteria.flatMap(({ criterionId, levelId, met, comment }) => [
            `### ${line(rubric.criteria.find(({ id }) => id === criterionId)?.title ?? criterionId)}`,
            `${rubric.levels.find(({ id }) => id === levelId)?.name ?? levelId}${met ? '' : ': one to work on'}`,
            comment,
          ]),
        ]
  return [
    `# ${line(title)}`,
    competency,
    `Attempt ${number}, ${SAYS[state] ?? state}.`,
    ...(changedNote === '' ? [] : ['## What I changed', changedNote]),
    ...written,
    ...told,
    '',
  ]
    .filter((paragraph, place, all) => paragraph !== '' || place === all.length - 1)
    .join('\n\n')
}
