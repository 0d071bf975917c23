import { Fragment } from 'react'
import { plural } from '../../../ui/words/words.ts'
import type { Change } from '../rules/diff/diff.ts'
import { titleOf } from '../rules/diff/fields.ts'
import { shortened, type Piece } from '../rules/diff/words.ts'

interface Props {
  readonly changes: readonly Change[]
  /** The level of the headings of its sections */
  readonly heading?: 'h3' | 'h4'
}

const SAYS = { added: 'new', removed: 'taken out', moved: 'moved', reworded: 'changed' } as const

/** What changed, section by section: what came is underlined, what went struck through, and both are spoken. */
function Diff({ changes, heading: Heading = 'h4' }: Props) {
  return [...Map.groupBy(changes, ({ section }) => section)].map(([section, list]) => (
    <Fragment key={section}>
      <Heading>{titleOf(section)}</Heading>
      <ul className="changes">
        {list.map(({ kind, place, pieces }, at) => (
          <li key={`${place} ${at}`}>
            <p className="small">
              <b>{place}</b> <span className="soft">{SAYS[kind]}</span>
            </p>
            <Pieces pieces={pieces} />
          </li>
        ))}
      </ul>
    </Fragment>
  ))
}

/** A text with its changes marked. Long runs of what stayed the same are shortened. */
function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <p className="typed">
      {shortened(pieces).map(({ kind, text }, place) =>
        kind === 'same' ? (
          <Fragment key={place}>{text}</Fragment>
        ) : kind === 'added' ? (
          <ins key={place}>
            <span className="unseen"> (new:) </span>
            {text}
            <span className="unseen"> (end) </span>
          </ins>
        ) : (
          <del key={place}>
            <span className="unseen"> (taken out:) </span>
            {text}
            <span className="unseen"> (end) </span>
          </del>
        ),
      )}
    </p>
  )
}

/** What matters to who is under way first, apart from what does not. */
export function DiffInTwo({ changes }: { readonly changes: readonly Change[] }) {
  const [matters, others] = [changes.filter((change) => change.matters), changes.filter((change) => !change.matters)]
  if (changes.length === 0) return <p>Nothing. Both say the same.</p>
  return (
    <>
      <p>
        {matters.length === 0
          ? 'Nothing that matters to somebody who is at work on it: what is asked for and how it is judged stay the same.'
          : `${plural(matters.length, 'change')} to what is asked for or how it is judged.`}
      </p>
      {matters.length === 0 ? null : (
        <section className="stackgap">
          <h3>What matters to who is under way</h3>
          <Diff changes={matters} />
        </section>
      )}
      {others.length === 0 ? null : (
        <details open={matters.length === 0}>
          <summary>{plural(others.length, 'other change')}: wording, research, names</summary>
          <Diff changes={others} />
        </details>
      )}
    </>
  )
}
