import { StepList } from '../../../../ui/StepList.tsx'
import { titleOf } from '../../rules/diff/fields.ts'
import type { Section } from '../../rules/sections.ts'
import { standing, type SectionStep } from '../../rules/library/standing.ts'

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
