import { requestHeaders } from '../../../platform/http/client.ts'
import { readWords, refused, requireActor, settingOf, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Checkbox, TextField } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { setSignName } from '../commands.ts'
import { findPrimaryEmail, getPerson } from '../queries/people.ts'
import { SHORTEST_PASSWORD } from '../rules.ts'
import type { Route } from './+types/account'

export const meta: Route.MetaFunction = () => [{ title: 'Your account · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const [person, email] = await Promise.all([getPerson(db, actor.personId), findPrimaryEmail(db, actor.personId)])
  const roles = actor.roles.map(({ kind, organisationName }) => ({ kind, organisation: organisationName }))
  return { name: person.name, signName: person.signName, email: email?.email ?? '', roles, demo: actor.demo }
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { world, client } = settingOf(context)
  const { intent, signName, current = '', password = '' } = await readWords(request)
  if (intent === 'name') {
    await setSignName({ db: world.db, actor, now: world.now() }, signName === 'on')
    return { said: 'Saved. It holds for credentials issued from now on.', wrong: null }
  }
  if (password.length < SHORTEST_PASSWORD)
    return refused({
      said: null,
      wrong: {
        field: 'password',
        message: `A password needs at least ${SHORTEST_PASSWORD} characters. A few plain words do well.`,
      },
    })
  const changed = await changePassword(settingOf(context), requestHeaders(request, client), current, password)
  return changed
    ? { said: 'Your password is set. You can sign in with it from now on.', wrong: null }
    : refused({
        said: null,
        wrong: {
          field: 'current',
          message: 'This is not your present password. You can sign in with a link by mail and keep the old one.',
        },
      })
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

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  const { name, email, roles, signName, demo } = loaderData
  const { said, wrong } = actionData ?? { said: null, wrong: null }
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
          ['E-mail address', email],
          [
            'What you do here',
            roles.length === 0 ? (
              'No role yet. Whoever keeps your organisation gives you one.'
            ) : (
              <RoleList roles={roles} />
            ),
          ],
        ]}
      />
      <form method="post" action="/sign-out" className="actions">
        <Button variant="second">Sign out</Button>
        <Button variant="second" name="everywhere" value="yes">
          Sign out everywhere
        </Button>
      </form>
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
