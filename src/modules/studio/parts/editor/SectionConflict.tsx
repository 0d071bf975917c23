import type { Change } from '../../rules/diff/diff.ts'

interface Props {
  readonly title: string
  /** The names of the text that stands and of the other */
  readonly names: readonly [stands: string, other: string]
  /** From the text that stands to the other */
  readonly changes: readonly Change[]
  /** By script on this page, or by these values of the form's button `intent` */
  readonly choose:
    { readonly stands: () => void; readonly other: () => void } | { readonly stands: string; readonly other: string }
}

/** Two texts of one section, place by place where they differ: both are kept, and somebody says which one stands. */
export function SectionConflict({ title, names, changes, choose }: Props) {
  return (
    <section className="note wrong stackgap" id="both" aria-label="Two texts for this section" tabIndex={-1}>
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
      <div className="actions">
        <Choice verb={`Keep: ${names[0]}`} action={choose.stands} />
        <Choice verb={`Keep: ${names[1]}`} action={choose.other} />
      </div>
    </section>
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

function Choice({ verb, action }: { verb: string; action: string | (() => void) }) {
  return typeof action === 'string' ? (
    <button className="button second compact" name="intent" value={action}>
      {verb}
    </button>
  ) : (
    <button type="button" className="button second compact" onClick={action}>
      {verb}
    </button>
  )
}
