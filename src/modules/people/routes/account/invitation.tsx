import { redirect } from 'react-router'
import { z } from 'zod'
import { requestHeaders } from '../../../../platform/http/client.ts'
import { readWords, refused, settingOf } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { TextField } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { acceptByLink, declineByLink, openInvitation } from '../../commands/invitations.ts'
import { SHORTEST_PASSWORD } from '../../rules.ts'
import { asRole } from '../../rules/invitation.ts'
import type { Route } from './+types/invitation'

export const meta: Route.MetaFunction = () => [
  { title: 'Your invitation · Mintmark' },
  { name: 'robots', content: 'noindex' },
]

export async function loader({ context, params }: Route.LoaderArgs) {
  const { world, actor } = settingOf(context)
  const opened = await openInvitation({ db: world.db, actor, now: world.now() }, params.token)
  if (opened === null) return { open: null, signedIn: actor !== null }
  const { invitation, answerer, ends } = opened
  return {
    open: {
      organisation: invitation.organisationName,
      invitedBy: invitation.invitedBy,
      email: invitation.email,
      kind: invitation.kind,
      answerer,
      ends: ends.map(({ organisationName }) => organisationName),
      me: actor?.name ?? '',
    },
    signedIn: actor !== null,
  }
}

const form = z.object({
  intent: z.enum(['accept', 'decline']),
  name: z.string().default(''),
  password: z.string().max(1000).default(''),
})

const FAULTS = {
  name_missing: { field: 'name', message: 'Write your name.' },
  name_long: { field: 'name', message: 'A name has at most 200 letters.' },
  password_short: { field: 'password', message: `A password needs at least ${SHORTEST_PASSWORD} characters.` },
  password_long: { field: 'password', message: 'A password has at most 200 characters.' },
} as const

type Sent =
  | { done: 'declined' | 'accepted' | 'gone'; wrong: null; name: string }
  | { done: null; wrong: (typeof FAULTS)[keyof typeof FAULTS]; name: string }

/** The link is used by a button, not by being opened: mail scanners open links. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { world, actor, client } = settingOf(context)
  const { db, sessions } = world
  const given = { db, actor, now: world.now() }
  const input = form.safeParse(await readWords(request))
  const no = (fault: keyof typeof FAULTS, name: string) =>
    refused<Sent>({ done: null, wrong: FAULTS[fault], name: name.slice(0, 1000) })
  const end = (done: 'declined' | 'accepted' | 'gone'): Sent => ({ done, wrong: null, name: '' })
  if (!input.success) return no('password_long', '')
  const { intent, name, password } = input.data
  if (intent === 'decline') return end((await declineByLink(given, params.token)).ok ? 'declined' : 'gone')
  if (password !== '' && password.length < SHORTEST_PASSWORD) return no('password_short', name)
  if (password.length > 200) return no('password_long', name)
  const opened = await openInvitation(given, params.token)
  if (opened === null) return end('gone')
  const isNew = opened.answerer === 'new_person'
  const passwordHash = isNew && password !== '' ? await (await sessions.$context).password.hash(password) : null
  const accepted = await acceptByLink(given, params.token, { name, passwordHash })
  if (!accepted.ok)
    return accepted.reason === 'gone' || accepted.reason === 'somebody_else' ? end('gone') : no(accepted.reason, name)
  if (actor !== null) return redirect('/me')
  const { email } = accepted
  const headers = requestHeaders(request, client)
  if (passwordHash === null) return end('accepted')
  const answer = await sessions.api.signInEmail({ body: { email, password }, headers, asResponse: true })
  const cookies = answer.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie])
  return redirect('/me', { headers: cookies })
}

export default function InvitationPage({ loaderData, actionData: sent }: Route.ComponentProps) {
  const { open, signedIn } = loaderData
  if (sent?.done === 'accepted') return <Accepted />
  if (sent?.done === 'declined') return <Declined />
  if (open === null || sent?.done === 'gone') return <Gone signedIn={signedIn} />
  const { organisation, invitedBy, email, kind, answerer, ends, me } = open
  return (
    <div className="narrow stackgap">
      <PageHead
        title={ends.length > 0 ? `Do you move to ${organisation}?` : `Work with ${organisation}`}
        kicker="Your invitation"
        lead={
          ends.length > 0
            ? `${invitedBy} says that you work at ${organisation} now.`
            : `${invitedBy} invites you to be ${asRole(kind)} of ${organisation} in Mintmark.`
        }
      />
      <ErrorSummary title="Not accepted yet" kept="Your name is kept." problems={sent?.wrong ? [sent.wrong] : []} />
      {ends.length > 0 ? (
        <Note title="What changes when you accept">
          <p>
            Your role as an educator of {ends.join(' and ')} ends, and its leaders see you no more. Your awards, your
            plan and the work that you have begun stay yours.
          </p>
        </Note>
      ) : null}
      {answerer === 'somebody_else' ? (
        <Note title="This is for another account">
          <p>
            The invitation came to {email}, which belongs to another account than the one you are signed in with. Sign
            out, then open the link again.
          </p>
        </Note>
      ) : (
        <form method="post" className="stackgap">
          {answerer === 'adds_it' ? (
            <p>
              You are signed in as {me}. If you accept, {email} becomes one more address of your account. If you have
              another account, sign out first.
            </p>
          ) : null}
          {answerer === 'new_person' ? (
            <>
              <TextField
                name="name"
                label="Your name"
                hint="As it should stand on your credentials."
                defaultValue={sent?.name ?? ''}
                error={sent?.wrong?.field === 'name' ? sent.wrong.message : undefined}
                autoComplete="name"
              />
              <TextField
                name="password"
                label="A password"
                type="password"
                hint={`At least ${SHORTEST_PASSWORD} characters. Without one you sign in with a link by mail.`}
                error={sent?.wrong?.field === 'password' ? sent.wrong.message : undefined}
                autoComplete="new-password"
                optional
              />
            </>
          ) : null}
          <div className="actions">
            <Button name="intent" value="accept">
              {ends.length > 0 ? 'Yes, I move there' : 'Accept'}
            </Button>
            <Button variant="second" name="intent" value="decline" formNoValidate>
              Decline
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}

const Accepted = () => (
  <PageHead title="Accepted" lead="Sign in with a link that we mail you, or with your password if you have one.">
    <p className="actions">
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </p>
  </PageHead>
)

const Declined = () => (
  <PageHead title="Declined" lead="Nothing has changed. If it was a mistake, ask to be invited again." />
)

function Gone({ signedIn }: { signedIn: boolean }) {
  return (
    <PageHead
      title="This invitation works no more"
      lead="It was answered, taken back, sent again with another link, or is older than 30 days."
    >
      <p>If you still want to take part, ask whoever invited you to send it again.</p>
      <p className="actions">
        <LinkButton href={signedIn ? '/account' : '/sign-in'} variant="second">
          {signedIn ? 'Go to your account' : 'Sign in'}
        </LinkButton>
      </p>
    </PageHead>
  )
}
