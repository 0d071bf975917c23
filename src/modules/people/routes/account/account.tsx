import { isId } from '../../../../platform/database/ids.ts'
import { requestHeaders } from '../../../../platform/http/client.ts'
import { readWords, refused, requireActor, settingOf, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Checkbox, TextField } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { setSignName } from '../../commands.ts'
import { askForAddress, makePrimary, MOST_ADDRESSES, removeAddress } from '../../commands/addresses.ts'
import { answerOwn } from '../../commands/invitations.ts'
import { listAddresses, listRequests } from '../../queries/addresses.ts'
import { transferOf } from '../../queries/belonging.ts'
import { listInvitationsOf } from '../../queries/invitations.ts'
import { getPerson } from '../../queries/people.ts'
import { SHORTEST_PASSWORD } from '../../rules.ts'
import { Addresses, Invitations, type InvitationRow } from './panels.tsx'
import type { Route } from './+types/account'

export const meta: Route.MetaFunction = () => [{ title: 'Your account · Mintmark' }]

const SAID = { address: 'The address is added.' } as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const { personId } = actor
  const [person, addresses, requested, waiting] = await Promise.all([
    getPerson(db, personId),
    listAddresses(db, personId),
    listRequests(db, personId, now()),
    listInvitationsOf(db, personId, now()),
  ])
  const invitations = await Promise.all(
    waiting.map(async ({ id, orgId, organisationName, invitedBy, kind }): Promise<InvitationRow> => {
      const ends = kind === 'educator' ? await transferOf(db, personId, orgId) : []
      return { id, organisation: organisationName, invitedBy, kind, ends: ends.map((role) => role.organisationName) }
    }),
  )
  const said = new URL(request.url).searchParams.get('said')
  return {
    name: person.name,
    signName: person.signName,
    addresses,
    requested: requested.filter((email) => !addresses.some((address) => address.email === email)),
    invitations,
    roles: actor.roles.map(({ kind, organisationName }) => ({ kind, organisation: organisationName })),
    demo: actor.demo,
    said: said === 'address' ? SAID[said] : null,
  }
}

/** What a form comes back with: what was done, or what is wrong in which field. */
type Sent = { said: string | null; wrong: { field: string; message: string } | null; email: string }

const done = (said: string): Sent => ({ said, wrong: null, email: '' })
const no = (field: string, message: string, email = '') =>
  refused<Sent>({ said: null, wrong: { field, message }, email: email.slice(0, 1000) })

const ADDRESS_FAULTS = {
  email_wrong: 'Write a whole e-mail address, such as name@school.org.',
  held: 'This address is yours already.',
  too_many: `An account has at most ${MOST_ADDRESSES} addresses. Remove one first.`,
} as const

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { world, client } = settingOf(context)
  const { intent, signName, current = '', password = '', email = '', invitation } = await readWords(request)
  const given = { db: world.db, actor, now: world.now() }
  switch (intent) {
    case 'name':
      await setSignName(given, signName === 'on')
      return done('Saved. It holds for credentials issued from now on.')
    case 'accept':
    case 'decline': {
      const answer = intent === 'accept' ? 'accepted' : 'declined'
      const answered = isId(invitation) && (await answerOwn(given, { id: invitation, answer })).ok
      if (!answered) return done('This was answered before, or taken back.')
      return done(intent === 'accept' ? 'Accepted. It holds from now on.' : 'Declined. Nothing has changed.')
    }
    case 'address': {
      if (!(await world.limits.allow('address', actor.personId)))
        return no('email', 'You asked for many letters in a short time. Wait an hour and try again.', email)
      const asked = await askForAddress(given, { email, publicUrl: world.config.publicUrl })
      return asked.ok
        ? done(`A letter to ${asked.email} is on its way. Its link works for a day.`)
        : no('email', ADDRESS_FAULTS[asked.reason], email)
    }
    case 'primary':
      return (await makePrimary(given, email)).ok ? done('Letters go there from now on.') : done('Nothing was changed.')
    case 'remove':
      return (await removeAddress(given, email)).ok ? done('It is removed.') : done('Nothing was changed.')
  }
  if (password.length < SHORTEST_PASSWORD)
    return no('password', `A password needs at least ${SHORTEST_PASSWORD} characters. A few plain words do well.`)
  const changed = await changePassword(settingOf(context), requestHeaders(request, client), current, password)
  return changed
    ? done('Your password is set. You can sign in with it from now on.')
    : no('current', 'This is not your present password. You can sign in with a link by mail and keep the old one.')
}

/** Sets a first password, or changes the present one; false when the present one was given wrong. */
async function changePassword(
  { world }: ReturnType<typeof settingOf>,
  headers: Headers,
  currentPassword: string,
  newPassword: string,
): Promise<boolean> {
  const accounts = await world.sessions.api.listUserAccounts({ headers })
  if (!accounts.some(({ providerId }) => providerId === 'credential')) {
    await world.sessions.api.setPassword({ body: { newPassword }, headers })
    return true
  }
  const answer = await world.sessions.api.changePassword({
    body: { currentPassword, newPassword, revokeOtherSessions: false },
    headers,
    asResponse: true,
  })
  return answer.ok
}

export default function Account({ loaderData, actionData: sent }: Route.ComponentProps) {
  const { name, addresses, requested, invitations, roles, signName, demo } = loaderData
  const said = sent === undefined ? loaderData.said : sent.said
  const wrong = sent?.wrong ?? null
  return (
    <div className="narrow stackgap">
      <PageHead title={name} kicker="Your account" />
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary
        title="Not saved yet"
        kept="Everything else stays as it was."
        problems={wrong === null ? [] : [wrong]}
      />
      <Facts
        facts={[
          [
            'What you do here',
            roles.length === 0 ? (
              <>
                No role at present. Whoever keeps your organisation gives you one.{' '}
                <a href="/my-credentials">What you earned</a> stays yours.
              </>
            ) : (
              <RoleList roles={roles} />
            ),
          ],
        ]}
      />
      <p className="actions small">
        <a href="/hours">My year in hours</a>
        <a href="/reminders">Reminders by mail</a>
      </p>
      <form method="post" action="/sign-out" className="actions">
        <Button variant="second">Sign out</Button>
        <Button variant="second" name="everywhere" value="yes">
          Sign out everywhere
        </Button>
      </form>
      <Invitations invitations={invitations} />
      <Addresses
        addresses={addresses}
        requested={requested}
        wrong={wrong?.field === 'email' ? wrong.message : undefined}
        written={sent?.email ?? ''}
      />
      <Section title="Your name in credentials">
        <form method="post" className="stackgap">
          <input type="hidden" name="intent" value="name" />
          <Checkbox
            name="signName"
            defaultChecked={signName}
            label="Put my name inside the signed file of my credentials"
            hint="The page of a credential always shows your name. The signed file carries only a number for you and a scrambled form of your address, unless you tick this."
          />
          <Button variant="second">Save</Button>
        </form>
      </Section>
      {demo ? null : (
        <Section title="Password">
          <form method="post" className="stackgap">
            <input type="hidden" name="intent" value="password" />
            <TextField
              name="current"
              label="Present password"
              type="password"
              autoComplete="current-password"
              hint="Leave it empty if you never set one."
              error={wrong?.field === 'current' ? wrong.message : undefined}
            />
            <TextField
              name="password"
              label="New password"
              type="password"
              autoComplete="new-password"
              hint={`At least ${SHORTEST_PASSWORD} characters.`}
              error={wrong?.field === 'password' ? wrong.message : undefined}
              required
            />
            <Button variant="second">Set the password</Button>
          </form>
        </Section>
      )}
    </div>
  )
}

function RoleList({ roles }: { roles: { kind: string; organisation: string }[] }) {
  return (
    <ul>
      {roles.map(({ kind, organisation }) => (
        <li key={`${kind} ${organisation}`}>
          {kind}, {organisation}
        </li>
      ))}
    </ul>
  )
}
