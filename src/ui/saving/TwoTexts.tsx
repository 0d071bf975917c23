import type { ReactNode } from 'react'

/** By script on this page, or by these values of the form's button `intent` */
export type Choosing =
  { readonly stands: () => void; readonly other: () => void } | { readonly stands: string; readonly other: string }

interface Props {
  /** What there are two of: "Two texts for this section" */
  readonly label: string
  /** Who saved what, and that both are kept */
  readonly children: ReactNode
  /** The names of the text that stands and of the other */
  readonly names: readonly [stands: string, other: string]
  readonly choose: Choosing
}

/** Two texts of one thing, where they differ: both are kept, and somebody says which one stands. */
export function TwoTexts({ label, children, names, choose }: Props) {
  return (
    <section className="note wrong stackgap" id="both" aria-label={label} tabIndex={-1}>
      {children}
      <div className="actions">
        <Choice verb={`Keep: ${names[0]}`} action={choose.stands} />
        <Choice verb={`Keep: ${names[1]}`} action={choose.other} />
      </div>
    </section>
  )
}

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
