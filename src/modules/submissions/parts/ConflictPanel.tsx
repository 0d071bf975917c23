import { time } from '../../../ui/words/dates.ts'
import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'

interface Props {
  /** What was written in the other, older place */
  readonly older: string
  /** What is saved */
  readonly newer: string
  readonly newerAt: Date | null
  readonly timeZone: string
  /** The names of the two places, in this order */
  readonly names: readonly [older: string, newer: string]
  /** In this tab a choice is made by script; elsewhere by these values of the form's button `intent` */
  readonly choose:
    { readonly older: () => void; readonly newer: () => void } | { readonly older: string; readonly newer: string }
}

/** Two texts for one place: both are kept, and the person says which one stands. */
export function ConflictPanel({ older, newer, newerAt, timeZone, names, choose }: Props) {
  return (
    <section className="note wrong stackgap" aria-label="Two texts for this prompt">
      <p>
        <b>Open in another tab. That tab is newer{newerAt === null ? '' : `, from ${time(newerAt, { timeZone })}`}.</b>{' '}
        Both texts are kept. Choose the one that stands; you can still change it.
      </p>
      <div className="fields side">
        <Text title={names[0]} text={older} verb="Keep this one" action={choose.older} />
        <Text title={names[1]} text={newer} verb="Keep this one" action={choose.newer} />
      </div>
    </section>
  )
}

function Text({
  title,
  text,
  verb,
  action,
}: {
  title: string
  text: string
  verb: string
  action: string | (() => void)
}) {
  return (
    <div className="stackgap">
      <h4>{title}</h4>
      {text.trim() === '' ? <p className="soft">Empty</p> : <Paragraphs text={text} />}
      {typeof action === 'string' ? (
        <button className="button second compact" name="intent" value={action}>
          {verb}
          <span className="unseen">: {title}</span>
        </button>
      ) : (
        <button type="button" className="button second compact" onClick={action}>
          {verb}
          <span className="unseen">: {title}</span>
        </button>
      )}
    </div>
  )
}
