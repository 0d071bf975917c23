import type { MicroCredentialContent } from '../../../catalogue/rules/content.ts'
import { CriterionFields } from '../../../assessment/parts/CriterionFields.tsx'
import { DecisionSummary } from '../../../assessment/parts/DecisionSummary.tsx'
import { JudgementHead, KeysLine, SubmissionOverview } from '../../../assessment/parts/JudgementFrame.tsx'
import { Reading } from '../../../assessment/parts/Reading.tsx'
import { decisionOn } from '../../../assessment/rules/decision.ts'
import { readingOf } from '../../../assessment/rules/reading.ts'
import { scaleOf } from '../../../assessment/rules/scale.ts'
import { sheetOf } from '../../../assessment/rules/sheet.ts'

/** The page on which a submission is assessed, with nothing handed in. It stands in no form, so that nothing is sent. */
export function AssessorView({ content }: { readonly content: MicroCredentialContent }) {
  const scale = scaleOf(content)
  const ids = content.rubric.criteria.map(({ id }) => id)
  const { open } = sheetOf(content, scale, ids)
  const parts = readingOf(content, { responses: [], evidence: [] }, null)
  return (
    <>
      <JudgementHead title={content.title} code="0A-0000" attempt={1} facts={['Decision due in 5 business days']} />
      <div className="assess after">
        <div className="stackgap">
          <SubmissionOverview parts={parts} competency={content.competency} scored={0} outOf={ids.length} />
          <Reading parts={parts} judgementId="" />
        </div>
        <section className="stackgap" id="judgement" aria-label="Judgement">
          <KeysLine levels={content.rubric.levels.length} />
          {open.map((criterion) => (
            <CriterionFields
              key={criterion.id}
              criterion={criterion}
              said={{ levelId: null, comment: '', revision: 0 }}
              revision={0}
              commentNeeded={false}
              error={undefined}
              clash={undefined}
              onSettle={() => undefined}
            />
          ))}
          <DecisionSummary decision={decisionOn(scale, ids, [])} open={open} scored={0} />
        </section>
      </div>
    </>
  )
}
