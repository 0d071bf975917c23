import type { RoleKind } from '../../../../platform/actor.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { TextField } from '../../../../ui/forms/Field.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { asRole } from '../../rules/invitation.ts'

export type InvitationRow = { id: string; organisation: string; invitedBy: string; kind: RoleKind; ends: string[] }

/** Roles that wait for a word of the person; one that would end another says so. */
export function Invitations({ invitations }: { invitations: InvitationRow[] }) {
  if (invitations.length === 0) return null
  return (
    <Section title="Waiting for your answer" id="invitations">
      {invitations.map(({ id, organisation, invitedBy, kind, ends }) => (
        <form key={id} method="post" className="note stackgap">
          <input type="hidden" name="invitation" value={id} />
          {ends.length === 0 ? (
            <p>
              {invitedBy} invites you to be {asRole(kind)} of <b>{organisation}</b>.
            </p>
          ) : (
            <p>
              {invitedBy} says that you work at <b>{organisation}</b> now. If you accept, your role as an educator of{' '}
              {ends.join(' and ')} ends. Your awards, your plan and the work that you have begun stay yours.
            </p>
          )}
          <div className="actions">
            <Button name="intent" value="accept" aria-label={`Accept: ${kind}, ${organisation}`}>
              {ends.length === 0 ? 'Accept' : 'Yes, I move there'}
            </Button>
            <Button variant="second" name="intent" value="decline" aria-label={`Decline: ${kind}, ${organisation}`}>
              Decline
            </Button>
          </div>
        </form>
      ))}
    </Section>
  )
}

type Props = {
  addresses: { email: string; primary: boolean; verified: boolean }[]
  requested: string[]
  wrong: string | undefined
  written: string
}

/** The addresses of a person: where letters go, and by which they are known when they change schools. */
export function Addresses({ addresses, requested, wrong, written }: Props) {
  return (
    <Section title="E-mail addresses" id="addresses">
      <p>
        Each of them signs you in. Add a private one: it stays when you change schools, and with it everything that you
        earned.
      </p>
      <ul className="ledger">
        {addresses.map(({ email, primary, verified }) => (
          <li key={email}>
            <span>
              {email}
              <small>{primary ? 'Letters go here' : verified ? 'Confirmed' : 'Not confirmed yet'}</small>
            </span>
            {primary ? null : (
              <form method="post" className="actions">
                <input type="hidden" name="email" value={email} />
                <button className="textbutton" name="intent" value="primary" aria-label={`Send letters to ${email}`}>
                  Send letters here
                </button>
                <button className="textbutton" name="intent" value="remove" aria-label={`Remove ${email}`}>
                  Remove
                </button>
              </form>
            )}
          </li>
        ))}
        {requested.map((email) => (
          <li key={email}>
            <span>
              {email}
              <small>Waits for the link in its letter</small>
            </span>
            <form method="post" className="actions">
              <input type="hidden" name="email" value={email} />
              <button
                className="textbutton"
                name="intent"
                value="address"
                aria-label={`Send the letter to ${email} again`}
              >
                Send it again
              </button>
              <button className="textbutton" name="intent" value="remove" aria-label={`Give up ${email}`}>
                Give it up
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" className="stackgap">
        <TextField
          name="email"
          label="Another address"
          type="email"
          hint="A letter goes there with a link. Open it where you are signed in."
          defaultValue={written}
          error={wrong}
          autoComplete="email"
          required
        />
        <Button variant="second" name="intent" value="address">
          Add this address
        </Button>
      </form>
    </Section>
  )
}
