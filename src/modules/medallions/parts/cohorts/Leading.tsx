import { Button } from '../../../../ui/forms/Button.tsx'
import { TextField } from '../../../../ui/forms/Field.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'
import { CohortFields } from './CohortFields.tsx'

interface WaitingProps {
  readonly waiting: readonly { readonly personId: string; readonly name: string; readonly state: string }[]
}

/** Names in the list; the others wait behind them */
const SHOWN = 50

/** Who had earned all of it before it was offered: a leader says whether that counts. */
export function Waiting({ waiting }: WaitingProps) {
  return (
    <Section title="Waiting for your word" id="waiting">
      <p>
        {plural(waiting.length, 'educator had', 'educators had')} earned all of it before it was offered. Confirm them,
        and the medallion is awarded as soon as they have accepted.
      </p>
      <form method="post">
        <ul>
          {waiting.slice(0, SHOWN).map(({ personId, name, state }) => (
            <li className="row" key={personId}>
              <span />
              <div>
                {name}
                <span className="state">{state === 'accepted' ? 'Accepted' : 'No answer yet'}</span>
              </div>
              <Button variant="second" compact name="intent" value={`confirm:${personId}`}>
                Confirm<span className="unseen"> {name}</span>
              </Button>
            </li>
          ))}
        </ul>
        {waiting.length > 1 ? (
          <div className="actions">
            <Button name="intent" value="confirm:all">
              Confirm all {inFigures(waiting.length)}
            </Button>
          </div>
        ) : null}
      </form>
    </Section>
  )
}

/** The invitation link: to copy, to renew, to take away. */
export function Invitation({ link, organisation }: { readonly link: string | null; readonly organisation: string }) {
  return (
    <Section title="Invitation link" id="link">
      {link === null ? (
        <p>Educators of {organisation} who have a link can join by themselves, once they are signed in.</p>
      ) : (
        <TextField
          name="shown-link"
          label="Give this to educators"
          hint={`It works for signed-in educators of ${organisation}, and tells others that it is not for them.`}
          defaultValue={link}
          readOnly
        />
      )}
      <form method="post" className="actions">
        <Button variant="second" name="intent" value="link:new">
          {link === null ? 'Make an invitation link' : 'Make a new one'}
        </Button>
        {link === null ? null : (
          <Button variant="second" name="intent" value="link:none">
            Take it away
          </Button>
        )}
        {link === null ? null : <span className="hint">The old link leads nowhere then.</span>}
      </form>
    </Section>
  )
}

/** The words of a cohort, to change. */
export function ChangeCohort(props: Parameters<typeof CohortFields>[0]) {
  return (
    <form method="post" className="fields">
      <CohortFields {...props} />
      <div className="actions">
        <Button name="intent" value="change">
          Save
        </Button>
      </div>
    </form>
  )
}

/** Ends a cohort; says what it touches. */
export function CloseCohort({ offered }: { readonly offered: number }) {
  return (
    <details className="ruled">
      <summary>Close this cohort</summary>
      <form method="post" className="stackgap">
        <p>
          Nobody joins it any more, and its link says so. Who accepted goes on with the medallion, alone or in a later
          cohort.{' '}
          {offered > 0
            ? `${plural(offered, 'educator has', 'educators have')} not answered: they still can, and a later cohort can ask them again.`
            : ''}
        </p>
        <Button variant="danger" name="intent" value="close">
          Close it
        </Button>
      </form>
    </details>
  )
}
