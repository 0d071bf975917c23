import { StepList } from '../../../../ui/StepList.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { titleOf } from '../../rules/diff/fields.ts'
import type { Section } from '../../rules/sections.ts'

export type SectionStep = {
  readonly section: Section
  readonly written: 'not begun' | 'begun'
  /** How many things the checklist wants mended in it */
  readonly remarks: number
}

/** What the checklist says of a section, in a few words. */
export const standing = ({ written, remarks }: SectionStep): string =>
  written === 'not begun' ? 'Not begun' : remarks === 0 ? 'Nothing missing' : plural(remarks, 'remark')

/** The sections of a draft as steps, in the order in which they are read. */
export function SectionSteps({
  draftId,
  steps,
  current,
}: {
  readonly draftId: string
  readonly steps: readonly SectionStep[]
  readonly current?: Section
}) {
  return (
    <StepList
      label="Sections"
      steps={steps.map((step) => ({
        name: titleOf(step.section),
        fact: standing(step),
        inking: step.written === 'not begun' ? 'open' : step.remarks === 0 ? 'full' : 'half',
        href: `/studio/drafts/${draftId}/edit/${step.section}`,
        ...(step.section === current ? { current: true } : {}),
      }))}
    />
  )
}
