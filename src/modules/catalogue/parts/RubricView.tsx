import type { ReactNode } from 'react'
import { listWords } from '../../../ui/words/words.ts'
import type { Criterion, Level } from '../rules/content.ts'

interface Props {
  readonly criteria: readonly Criterion[]
  readonly levels: readonly Level[]
  /** Levels under each other, for a column beside work */
  readonly tall?: boolean
  /** The number of the first criterion, where a part's rubric goes on from another's */
  readonly startAt?: number
  /** The level of a criterion's heading on its page */
  readonly heading?: 'h3' | 'h4'
  /** The levels given so far, by criterion */
  readonly given?: Readonly<Record<string, string>>
  /** What a page adds under a criterion */
  readonly after?: (criterion: Criterion) => ReactNode
}

/** The rubric as everyone reads it: each criterion's levels as an ordered list, lowest first, the required one marked. */
export function RubricView({
  criteria,
  levels,
  tall = false,
  startAt = 1,
  heading: Heading = 'h4',
  given = {},
  after,
}: Props) {
  return criteria.map((criterion, place) => (
    <section key={criterion.id} className="criterion" id={`criterion-${criterion.id}`}>
      <Heading>
        {startAt + place}. {criterion.title}
      </Heading>
      <p className="small">
        {criterion.question} <span className="soft">Scored from {listWords(criterion.look_in)}.</span>
      </p>
      <ol className={tall ? 'levels tall' : 'levels'}>
        {levels.map((level) => (
          <li
            key={level.id}
            className={['level', level.required && 'need', given[criterion.id] === level.id && 'given']
              .filter(Boolean)
              .join(' ')}
          >
            <b>
              {level.name}
              {level.required ? <span className="need-note"> (required)</span> : null}
              {given[criterion.id] === level.id ? <span className="unseen"> (given)</span> : null}
            </b>{' '}
            {criterion.levels[level.id]}
          </li>
        ))}
      </ol>
      {after?.(criterion)}
    </section>
  ))
}
