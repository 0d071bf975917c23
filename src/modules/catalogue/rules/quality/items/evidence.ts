/** Evidence and criteria fit: what is asked for is scored, and what is scored was asked for. */

import { partKinds, type MicroCredentialContent, type PartKind } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'

const FEWEST = 2
const MOST = 4

const criteriaCount = ({ rubric }: MicroCredentialContent, kind: PartKind): number =>
  rubric.criteria.filter(({ part }) => part === kind).length

/** What lets a criterion be scored from prompts that an educator may have left out, or from another part alone. */
function misplaced({ parts, rubric }: MicroCredentialContent): Finding[] {
  const prompts = new Map(parts.flatMap(({ kind, prompts: own }) => own.map((prompt) => [prompt.id, { kind, prompt }])))
  return rubric.criteria.flatMap(({ id, part, look_in }, place) => {
    const seen = look_in.flatMap((name) => prompts.get(name) ?? [])
    if (seen.length === 0) return []
    const path = ['rubric', 'criteria', place, 'look_in']
    return [
      ...(seen.some(({ kind }) => kind === part)
        ? []
        : [{ path, reason: `"${id}" scores the ${part} and looks in none of its prompts.` }]),
      ...(seen.some(({ prompt }) => prompt.required)
        ? []
        : [{ path, reason: `"${id}" is scored only from prompts that may be left out.` }]),
    ]
  })
}

export const EVIDENCE_RULES: readonly Rule[] = [
  {
    id: 'evidence',
    title: 'Every prompt is scored, and every criterion has evidence',
    why: 'Work that nobody scores wastes the hour of an educator. A criterion without evidence cannot be met.',
    advice: 'Let each criterion look in the prompts that show it, at least one of them required and of its own part.',
    blocking: true,
    about: ['rubric', 'criteria'],
    takes: (path) => path[0] === 'rubric' && path[1] === 'criteria' && path[3] !== 'levels',
    find: (content) => [
      ...misplaced(content),
      ...content.parts.flatMap(({ kind, accepted_evidence: accepted }, place) =>
        accepted.some((text) => text !== '')
          ? []
          : [{ path: ['parts', place, 'accepted_evidence'], reason: `The ${kind} does not say what is accepted.` }],
      ),
    ],
  },
  {
    id: 'criteria',
    title: `Each part has ${FEWEST} to ${MOST} criteria`,
    why: 'One criterion has to carry everything; five are more than an assessor can hold in mind while reading.',
    advice: 'Put together what is always met together, and leave out what no prompt asks for.',
    blocking: true,
    about: ['rubric', 'criteria'],
    find: (content) =>
      partKinds.flatMap((kind) => {
        const count = criteriaCount(content, kind)
        // None at all is told by rules/checks.ts.
        return count === 0 || (count >= FEWEST && count <= MOST)
          ? []
          : [{ path: ['rubric', 'criteria'], reason: `The ${kind} has ${count}.` }]
      }),
  },
]
