import { Button } from '../../../ui/forms/Button.tsx'
import { fieldId } from '../../../ui/forms/field-id.ts'
import type { SheetCriterion } from '../rules/sheet.ts'
import { missingInWords, outcomeInWords, type PossibleDecision } from '../rules/decision.ts'
import { controlName } from './control-name.ts'

interface Props {
  readonly decision: PossibleDecision
  readonly open: readonly SheetCriterion[]
  readonly scored: number
}

/** What the decision would be now, or what is missing before there is one. Stands inside the judgement's form. */
export function DecisionSummary({ decision, open, scored }: Props) {
  const missing = decision.complete
    ? []
    : decision.missing.flatMap(({ criterionId, what }) => {
        const criterion = open.find(({ id }) => id === criterionId)
        return criterion === undefined
          ? []
          : [{ field: controlName(what, criterionId), message: missingInWords(criterion, what) }]
      })
  return (
    <section className="stackgap oxford" id="decision">
      <h3>The decision</h3>
      <p>
        <b>{outcomeInWords(decision) ?? `${scored} of ${open.length} scored.`}</b>
      </p>
      {missing.length === 0 ? (
        <p className="small soft">
          Once given it is final. The educator reads your levels and comments, without your name.
        </p>
      ) : (
        <ul className="check small">
          {missing.map(({ field, message }) => (
            <li key={message} className="no">
              <a href={`#${fieldId(field)}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
      <input type="hidden" name="expects" value={decision.complete ? decision.outcome : ''} />
      <p className="actions">
        <Button name="intent" value="decide">
          Give the decision
        </Button>
        <Button variant="second" name="intent" value="save">
          Save
        </Button>
      </p>
    </section>
  )
}
