import type { MicroCredentialContent, PartKind } from '../../../catalogue/rules/content.ts'
import type { StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import { criteriaOf, criterionNumbers, inWorkOrder } from '../../../catalogue/rules/rubric.ts'
import { AddEvidence } from '../../../submissions/parts/AddEvidence.tsx'
import { partAsked, promptAsked } from '../../../submissions/parts/asked.ts'
import { Estimate, PartHead, PartRubric, PartSteps } from '../../../submissions/parts/PartFrame.tsx'
import { PromptField } from '../../../submissions/parts/PromptField.tsx'
import { WorkHead } from '../../../submissions/parts/WorkHead.tsx'
import { PART_NAMES } from '../../../submissions/rules/missing-words.ts'

interface Props {
  readonly content: MicroCredentialContent
  readonly slug: string
  readonly style: StackStyle
  readonly kind: PartKind
  /** Where each part is shown */
  readonly hrefOf: (kind: PartKind) => string
  readonly now: Date
  readonly timeZone: string
}

/** The page on which an educator works on one part. It stands in no form, so that nothing is sent or kept. */
export function EducatorWorkspace({ content, slug, style, kind, hrefOf, now, timeZone }: Props) {
  const numbers = criterionNumbers(content)
  const criteria = criteriaOf(content, kind)
  const part = content.parts.find((each) => each.kind === kind)
  if (part === undefined) return null
  const steps = inWorkOrder(content).map((each) => ({
    name: PART_NAMES[each.kind],
    fact: 'Not started',
    inking: 'open' as const,
    href: hrefOf(each.kind),
    current: each.kind === kind,
  }))
  return (
    <>
      <WorkHead
        view={{ id: slug, title: content.title, attempt: 'first attempt', startedAt: now, timeZone }}
        linked={false}
        facts={['Nothing is written yet']}
      />
      <div className="work">
        <PartSteps
          slug={slug}
          style={style}
          steps={[...steps, { name: 'Check and submit', fact: 'Nothing is written yet', inking: 'open' }]}
        />
        <div className="stackgap">
          <PartPrompts content={content} kind={kind} />
        </div>
        <PartRubric
          part={part}
          criteria={criteria}
          levels={content.rubric.levels}
          startAt={numbers.get(criteria[0]?.id ?? '') ?? 1}
          reading={false}
          after={({ id }) => <Estimate criterionId={id} levels={content.rubric.levels} />}
        />
      </div>
    </>
  )
}

const nothing = () => undefined

/** What one part asks for, prompt by prompt, as an educator writes under it. */
export function PartPrompts({ content, kind }: Pick<Props, 'content' | 'kind'>) {
  const part = content.parts.find((each) => each.kind === kind)
  if (part === undefined) return null
  const numbers = Object.fromEntries(criterionNumbers(content))
  return (
    <>
      <PartHead part={partAsked(part)} />
      {part.prompts.map((prompt) => {
        const asked = promptAsked(prompt)
        const criteria = content.rubric.criteria.filter(({ look_in: lookIn }) => lookIn.includes(prompt.id))
        return (
          <PromptField
            key={prompt.id}
            prompt={{ ...asked, body: '', revision: 0, locked: false, comments: [], criteria }}
            levels={content.rubric.levels}
            numbers={numbers}
            writing={{
              text: undefined,
              revision: undefined,
              error: undefined,
              attach: nothing,
              onWrite: nothing,
              onLeave: nothing,
            }}
          >
            <AddEvidence pursuitId="" promptId={prompt.id} {...asked} send={nothing} refused={null} />
          </PromptField>
        )
      })}
    </>
  )
}
