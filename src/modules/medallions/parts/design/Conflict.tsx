import { TwoTexts, type Choosing } from '../../../../ui/saving/TwoTexts.tsx'
import type { Difference } from '../../rules/designing/differences.ts'

interface Props {
  readonly title: string
  /** The names of the draft that stands and of the other */
  readonly names: readonly [stands: string, other: string]
  readonly differences: readonly Difference[]
  readonly choose: Choosing
}

/** Two drafts of one medallion, where they differ: both are kept, and somebody says which one stands. */
export function Conflict({ title, names, differences, choose }: Props) {
  return (
    <TwoTexts label="Two drafts of this medallion" names={names} choose={choose}>
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
    </TwoTexts>
  )
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <div>
    <p className="kicker">{title}</p>
    {text === '' ? <p className="soft">Nothing</p> : <p className="typed">{text}</p>}
  </div>
)
