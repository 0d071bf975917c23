import type { ReactNode } from 'react'
import type { Criterion, Level } from '../../catalogue/rules/content.ts'
import { emblem, type StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { RubricView } from '../../catalogue/parts/RubricView.tsx'
import { fieldId } from '../../../ui/forms/field-id.ts'
import { Select } from '../../../ui/forms/Field.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { StepList, type Step } from '../../../ui/StepList.tsx'
import { PART_NAMES } from '../rules/missing-words.ts'
import type { PartAsked } from './asked.ts'

interface StepsProps {
  readonly slug: string
  readonly style: StackStyle
  readonly steps: readonly Step[]
}

/** Beside the work, left: the parts and how far they are, and the emblem that is being earned. */
export function PartSteps({ slug, style, steps }: StepsProps) {
  return (
    <div>
      <StepList steps={steps} label="Parts" />
      <Seal svg={emblem(slug, style, 'progress', 180, '')} />
    </div>
  )
}

/** What one part asks for, above its prompts. */
export function PartHead({ part }: { readonly part: PartAsked }) {
  return (
    <>
      <h2>{PART_NAMES[part.kind]}</h2>
      <p>
        <b>{part.title}.</b> {part.purpose}{' '}
        <span className="soft">
          About {part.minutes.min} to {part.minutes.max} minutes.
        </span>
      </p>
      <p className="only-narrow">
        <a href="#rubric">Read the rubric for this part</a>
      </p>
      <details>
        <summary>What you may hand in, and how to protect your students</summary>
        <div className="stackgap">
          <ul className="plain">
            {part.accepted.map((kind) => (
              <li key={kind}>{kind}</li>
            ))}
          </ul>
          <p>
            <b>Students.</b> {part.privacy}
          </p>
          <p>
            <b>Without a class.</b> {part.withoutClass}
          </p>
        </div>
      </details>
    </>
  )
}

interface RubricProps {
  readonly part: Pick<PartAsked, 'kind'>
  readonly criteria: readonly Criterion[]
  readonly levels: readonly Level[]
  readonly startAt: number
  /** The levels of the criteria that were met in an earlier attempt */
  readonly met?: Readonly<Record<string, string>>
  /** Only read: it scrolls, and nothing else in it takes keys */
  readonly reading: boolean
  /** What stands under a criterion that is open */
  readonly after: (criterion: Criterion) => ReactNode
}

/** Beside the work, right: the rubric of one part. */
export function PartRubric({ part, criteria, levels, startAt, met = {}, reading, after }: RubricProps) {
  return (
    <aside
      className="beside"
      id="rubric"
      aria-label={`Rubric for the ${part.kind}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and read only nothing else in it takes keys
      tabIndex={reading ? 0 : undefined}
    >
      <h3>What good looks like</h3>
      <p className="small soft">The same words your assessor uses.</p>
      <RubricView
        tall
        criteria={criteria}
        levels={levels}
        startAt={startAt}
        given={met}
        after={(criterion) =>
          met[criterion.id] === undefined ? (
            after(criterion)
          ) : (
            <p className="small">
              <b>Met, locked.</b> It stays met in every attempt.
            </p>
          )
        }
      />
    </aside>
  )
}

interface EstimateProps {
  readonly criterionId: string
  readonly levels: readonly Level[]
  readonly said?: string | undefined
  readonly onSay?: (levelId: string) => void
}

/** What an educator thinks of their own work; assessors never see it. */
export function Estimate({ criterionId, levels, said = '', onSay }: EstimateProps) {
  const name = `estimate:${criterionId}`
  return (
    <Select
      name={name}
      id={fieldId(name)}
      label="I think mine is at"
      hint="Only you see this."
      options={[
        { value: '', label: 'Not said yet' },
        ...levels.map((level) => ({ value: level.id, label: level.name })),
      ]}
      defaultValue={said}
      onChange={({ currentTarget }) => onSay?.(currentTarget.value)}
    />
  )
}
