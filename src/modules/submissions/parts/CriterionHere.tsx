import type { Criterion, Level } from '../../catalogue/rules/content.ts'
import { listWords } from '../../../ui/words/words.ts'

interface Props {
  readonly criteria: readonly Criterion[]
  readonly levels: readonly Level[]
  readonly numbers: Readonly<Record<string, number>>
}

/** On a phone, where the rubric has folded away: the criteria that read this prompt, one tap from the words. */
export function CriterionHere({ criteria, levels, numbers }: Props) {
  if (criteria.length === 0) return null
  return (
    <details className="criterion-here">
      <summary>What good looks like: {listWords(criteria.map(({ title }) => title))}</summary>
      {criteria.map((criterion) => (
        <div className="criterion" key={criterion.id}>
          <h4>
            {numbers[criterion.id]}. {criterion.title}
          </h4>
          <ol className="levels tall">
            {levels.map((level) => (
              <li key={level.id} className={level.required ? 'level need' : 'level'}>
                <b>
                  {level.name}
                  {level.required ? <span className="need-note"> (required)</span> : null}
                </b>{' '}
                {criterion.levels[level.id]}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </details>
  )
}
