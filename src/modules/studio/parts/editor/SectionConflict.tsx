import { TwoTexts, type Choosing } from '../../../../ui/saving/TwoTexts.tsx'
import type { Change } from '../../rules/diff/diff.ts'

interface Props {
  readonly title: string
  /** The names of the text that stands and of the other */
  readonly names: readonly [stands: string, other: string]
  /** From the text that stands to the other */
  readonly changes: readonly Change[]
  readonly choose: Choosing
}

/** Two texts of one section, place by place where they differ: both are kept, and somebody says which one stands. */
export function SectionConflict({ title, names, changes, choose }: Props) {
  return (
    <TwoTexts label="Two texts for this section" names={names} choose={choose}>
      <p>
        <b>{title}</b> Both texts are kept. Choose the one that stands; you can still change it, and copy from the
        other.
      </p>
      {changes.length === 0 ? <p className="soft">They differ only in their order.</p> : null}
      {changes.map((change) => (
        <div key={`${change.kind} ${change.place}`} className="stackgap">
          <h2>{change.place}</h2>
          <div className="fields side">
            <Text title={names[0]} change={change} without="added" />
            <Text title={names[1]} change={change} without="removed" />
          </div>
        </div>
      ))}
    </TwoTexts>
  )
}

function Text({ title, change, without }: { title: string; change: Change; without: 'added' | 'removed' }) {
  const pieces = change.pieces.filter(({ kind }) => kind !== without)
  return (
    <div>
      <p className="kicker">{title}</p>
      {pieces.length === 0 ? (
        <p className="soft">Nothing</p>
      ) : (
        <p className="typed">
          {pieces.map(({ kind, text }, place) => (kind === 'same' ? text : <mark key={place}>{text}</mark>))}
        </p>
      )}
    </div>
  )
}
