import { fieldId } from '../../../../ui/forms/field-id.ts'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { editValue, type Path } from '../../rules/edits.ts'
import type { SectionFinding } from '../../rules/findings.ts'
import { rubricOf, type DraftPrompt } from '../../rules/rubric.ts'
import type { SectionContent } from '../../rules/sections.ts'
import { FieldFindings } from '../Checklist.tsx'
import { findingsAt } from '../../rules/findings.ts'
import { CriterionCard } from './CriterionCard.tsx'
import { LevelFields } from './LevelFields.tsx'

interface Props {
  /** What the section says now: as it is typed, where a script runs; else as it was saved */
  readonly section: SectionContent
  /** Of all three parts, in the order of the work */
  readonly prompts: readonly DraftPrompt[]
  readonly findings: readonly SectionFinding[]
  /** Whether keys move things: only with a script */
  readonly keys: boolean
}

const LEVELS: Path = ['rubric', 'levels']
const CRITERIA: Path = ['rubric', 'criteria']

/**
 * The rubric as a form: its levels, its criteria as cards in their order, its rules. Stands inside the form of its
 * section; the buttons of its lists are named `edit` and send the form where no script runs.
 */
export function RubricEditor({ section, prompts, findings, keys }: Props) {
  const { levels, criteria, scoring_rules: rules } = rubricOf(section)
  return (
    <>
      <section className="stackgap" aria-labelledby="rubric-criteria">
        <h2 id="rubric-criteria">Criteria</h2>
        <p>
          Each criterion is one question that an assessor answers from the prompts it looks in. Six to eight over the
          three parts are enough, and no idea is scored twice.
        </p>
        {keys ? <Keys /> : null}
        <span id={fieldId('rubric.criteria')} className="stackgap" tabIndex={-1}>
          <FieldFindings findings={findingsAt(findings, 'rubric.criteria')} />
        </span>
        {criteria.map((criterion, place) => (
          <CriterionCard
            key={criterion.id}
            criterion={criterion}
            path={[...CRITERIA, place]}
            count={criteria.length}
            levels={levels}
            prompts={prompts}
            findings={findings}
          />
        ))}
        <p>
          <button className="button second" name="edit" value={editValue({ kind: 'add', path: CRITERIA })}>
            Add a criterion
          </button>
        </p>
      </section>
      <section className="stackgap subject oxford" aria-labelledby="rubric-levels">
        <h2 id="rubric-levels">Levels</h2>
        <p>Every criterion has the same levels, the lowest first. One of them is what everybody must reach.</p>
        <span id={fieldId('rubric.levels')} className="stackgap" tabIndex={-1}>
          <FieldFindings findings={findingsAt(findings, 'rubric.levels')} />
        </span>
        {levels.map((level, place) => (
          <LevelFields
            key={level.id}
            level={level}
            path={[...LEVELS, place]}
            count={levels.length}
            findings={findings}
          />
        ))}
        <p>
          <button className="button second" name="edit" value={editValue({ kind: 'add', path: LEVELS })}>
            Add a level
          </button>
        </p>
      </section>
      <section className="stackgap subject oxford" aria-labelledby="rubric-rules">
        <h2 id="rubric-rules">How assessors score</h2>
        <TextArea
          name="rubric.scoring_rules"
          label="Scoring rules"
          hint={
            <>
              One on each line: what to start from, what to do when two levels fit, and what is never scored.{' '}
              <FieldFindings findings={findingsAt(findings, 'rubric.scoring_rules', { within: true })} />
            </>
          }
          rows={5}
          defaultValue={rules.join('\n')}
        />
      </section>
    </>
  )
}

function Keys() {
  return (
    <p className="keys">
      <span>
        <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move
      </span>
      <span>
        <kbd>Alt</kbd> <kbd>Enter</kbd> add after
      </span>
      <span>
        <kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>↓</kbd> copy
      </span>
      <span>
        <kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>Delete</kbd> remove
      </span>
    </p>
  )
}
