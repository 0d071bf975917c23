import { Fragment } from 'react'
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
export function Diff({ changes, heading: Heading = 'h4' }: Props) {
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
export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
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
