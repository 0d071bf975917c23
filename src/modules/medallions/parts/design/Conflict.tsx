import type { Difference } from '../../rules/designing/differences.ts'

interface Props {
  readonly title: string
  /** The names of the draft that stands and of the other */
  readonly names: readonly [stands: string, other: string]
  readonly differences: readonly Difference[]
  /** By script on this page, or by these values of the form's button `intent` */
  readonly choose:
    { readonly stands: () => void; readonly other: () => void } | { readonly stands: string; readonly other: string }
}

/** Two drafts of one medallion, where they differ: both are kept, and somebody says which one stands. */
export function Conflict({ title, names, differences, choose }: Props) {
  return (
    <section className="note wrong stackgap" id="both" aria-label="Two drafts of this medallion" tabIndex={-1}>
      <p>
        <b>{title}</b> Both drafts are kept. Choose the one that stands; you can still change it, and copy from the
        other.
      </p>
      {differences.map(({ what, stands, other }) => (
        <div key={what} className="stackgap">
          <h2>{what}</h2>
          <div className="fields side">
            <Text title={names[0]} text={stands} />
            <Text title={names[1]} text={other} />
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

const Text = ({ title, text }: { title: string; text: string }) => (
  <div>
    <p className="kicker">{title}</p>
    {text === '' ? <p className="soft">Nothing</p> : <p className="typed">{text}</p>}
  </div>
)

const Choice = ({ verb, action }: { verb: string; action: string | (() => void) }) =>
  typeof action === 'string' ? (
    <button className="button second compact" name="intent" value={action}>
      {verb}
    </button>
  ) : (
    <button type="button" className="button second compact" onClick={action}>
      {verb}
    </button>
  )
