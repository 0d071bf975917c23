/** A draft as it would be seen today: what is missing is named in brackets where it will stand. */

import { partKinds, type MicroCredentialContent, type Part, type PartKind } from '../../catalogue/rules/content.ts'
import { asWritten } from '../../catalogue/rules/quality/as-written.ts'

export const previews = ['page', 'workspace', 'assessor'] as const
export type Preview = (typeof previews)[number]
export const isPreview = (text: string | null): text is Preview => previews.some((preview) => preview === text)

const said = (text: string, missing: string): string => (text.trim() === '' ? `[${missing}]` : text)
const some = <T>(list: readonly T[], missing: T): T[] => (list.length === 0 ? [missing] : [...list])
const NAMES: Record<PartKind, string> = { product: 'product', reflection: 'reflection', application: 'application' }

/** The draft as the pages of educators and assessors draw it. It may be incomplete, but all that they need is there. */
export function previewOf(draft: object): MicroCredentialContent {
  const written = asWritten(draft)
  const parts = partKinds.map((kind) => partOf(written.parts, kind))
  return {
    ...written,
    title: said(written.title, 'No title yet'),
    competency: said(written.competency, 'The competency is not written yet'),
    summary: said(written.summary, 'The summary is not written yet'),
    why_it_matters: said(written.why_it_matters, 'Why it matters is not written yet'),
    key_method: {
      name: said(written.key_method.name, 'The key method has no name yet'),
      in_short: said(written.key_method.in_short, 'It is not told in short yet'),
      steps: some(written.key_method.steps, { name: '', text: '' }).map(({ name, text }) => ({
        name: said(name, 'A step without a name'),
        text: said(text, 'What to do is not written yet'),
      })),
    },
    assessment: {
      ...written.assessment,
      participation: said(written.assessment.participation, 'How one takes part is not written yet'),
    },
    work_order: [...new Set([...written.work_order, ...partKinds])],
    parts,
    rubric: rubricOf(written.rubric),
    examples: {
      meets: exampleOf(written.examples.meets, 'An example that meets'),
      not_quite: exampleOf(written.examples.not_quite, 'An example that is not yet there'),
    },
    common_reasons_for_not_yet: some(written.common_reasons_for_not_yet, '[No reason is written yet]'),
    research: written.research.map((work) => ({
      ...work,
      authors: said(work.authors, 'Who wrote it'),
      title: said(work.title, 'A work without a title'),
      venue: said(work.venue, 'Where it was published'),
    })),
    resources: written.resources.map((resource) => ({
      ...resource,
      title: said(resource.title, 'A resource without a title'),
      by: said(resource.by, 'by whom'),
      kind: said(resource.kind, 'what kind'),
    })),
    alignments: written.alignments.map((alignment) => ({
      ...alignment,
      why: said(alignment.why, 'Why it is aligned is not written yet'),
    })),
  }
}

function partOf(parts: readonly Part[], kind: PartKind): Part {
  const part = parts.find((each) => each.kind === kind)
  const name = NAMES[kind]
  const blank = { id: `${name.slice(0, 1)}1`, text: '', guidance: '', responses: ['text' as const], required: true }
  return {
    ...part,
    kind,
    title: said(part?.title ?? '', `The ${name} has no title yet`),
    purpose: said(part?.purpose ?? '', `What the ${name} is for is not written yet`),
    minutes: part?.minutes ?? { min: 0, max: 0 },
    prompts: some(part?.prompts ?? [], blank).map((prompt) => ({
      ...prompt,
      text: said(prompt.text, 'What is asked here is not written yet'),
      guidance: said(prompt.guidance, 'No guidance yet'),
    })),
    accepted_evidence: some(part?.accepted_evidence ?? [], '[No evidence is named yet]'),
    without_a_class: said(part?.without_a_class ?? '', 'The way without a class is not written yet'),
    student_privacy: said(part?.student_privacy ?? '', 'How students are protected is not written yet'),
  }
}

type Rubric = MicroCredentialContent['rubric']

/** Where no level is marked as the required one, the highest stands in: the pages cannot be drawn without one. */
function rubricOf({ levels, criteria, scoring_rules: rules }: Rubric): Rubric {
  const named = some(levels, { id: 'level', name: '' }).map((level) => ({
    ...level,
    name: said(level.name, 'A level without a name'),
  }))
  const required = named.some((level) => level.required === true)
  const marked = named.map((level, place) =>
    required || place < named.length - 1
      ? level
      : { ...level, name: `${level.name} [no level is required yet]`, required: true as const },
  )
  const missing = partKinds.filter((kind) => !criteria.some(({ part }) => part === kind))
  const blanks = missing.map((part) => ({ id: `no-${part}`, part, title: '', question: '', look_in: [], levels: {} }))
  return {
    levels: marked,
    scoring_rules: some(rules, '[No rule is written yet]'),
    criteria: [...criteria, ...blanks].map((criterion) => ({
      ...criterion,
      title: said(criterion.title, `A criterion for the ${NAMES[criterion.part]} is missing`),
      question: said(criterion.question, 'Its question is not written yet'),
      look_in: some(criterion.look_in, '[no prompt yet]'),
      levels: Object.fromEntries(
        marked.map(({ id }) => [id, said((criterion.levels as Record<string, string>)[id] ?? '', 'Not described yet')]),
      ),
    })),
  }
}

type Example = MicroCredentialContent['examples']['meets']

const exampleOf = (example: Example, title: string): Example => ({
  ...example,
  title: said(example.title, title),
  text: said(example.text, 'The work is not written yet'),
  why: said(example.why, 'Why it is there is not written yet'),
})
