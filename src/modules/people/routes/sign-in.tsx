import { redirect } from 'react-router'
import { z } from 'zod'
import { requestHeaders } from '../../../platform/http/client.ts'
import { readWords, refused, safeNext, settingOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextField } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { loginAddressOf } from '../queries/addresses.ts'
import { isEmail, normalEmail } from '../rules.ts'
import type { Route } from './+types/sign-in'

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Mintmark' }]

const form = z.object({
  email: z.string().max(300),
  password: z.string().max(200).default(''),
  intent: z.enum(['password', 'link']),
  next: z.string(),
})

export function loader({ request, context }: Route.LoaderArgs) {
  const { actor } = settingOf(context)
  const next = safeNext(new URL(request.url).searchParams.get('next'))
  if (actor !== null) throw redirect(next)
  return { next, email: '', said: null, wrong: null }
}

const SENT = 'If this address belongs to somebody here, a letter with a link is on its way. It works for half an hour.'

export async function action({ request, context }: Route.ActionArgs) {
  const { world, client } = settingOf(context)
  const given = form.parse(await readWords(request))
  const [email, next] = [normalEmail(given.email), safeNext(given.next)]
  const again = (wrong: { field: 'email' | 'password'; message: string }) =>
    refused({ next, email: given.email, said: null, wrong })
  if (!isEmail(email))
    return again({ field: 'email', message: 'Write your whole e-mail address, such as name@school.org.' })
  const limit = given.intent === 'link' ? 'magic_link' : 'sign_in'
  const allowed = (await world.limits.allow(`${limit}_place`, client)) && (await world.limits.allow(limit, email))
  if (!allowed)
    return again({
      field: 'email',
      message: 'There were many tries in a short time. Wait a quarter of an hour and try again.',
    })
  const headers = requestHeaders(request, client)
  const login = await loginAddressOf(world.db, email)
  if (given.intent === 'link') {
    await world.sessions.api.signInMagicLink({ body: { email: login, metadata: { to: email } }, headers })
    return { next, email: given.email, said: SENT, wrong: null }
  }
  const answer = await world.sessions.api.signInEmail({
    body: { email: login, password: given.password },
    headers,
    asResponse: true,
  })
  if (!answer.ok)
    return again({
      field: 'password',
      message: 'The address and the password do not go together. You can also sign in with a link by mail.',
    })
  return redirect(next, { headers: cookiesOf(answer) })
}

const cookiesOf = (answer: Response): [string, string][] =>
  answer.headers.getSetCookie().map((cookie) => ['set-cookie', cookie])

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { next, email, said, wrong } = actionData ?? loaderData
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  return (
    <div className="narrow stackgap">
      <PageHead
        title="Sign in"
        lead="For educators, assessors and everyone who keeps a catalogue or an organisation here."
      />
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary title="Not signed in yet" kept="Your address is kept." problems={wrong === null ? [] : [wrong]} />
      <form method="post" className="stackgap">
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          defaultValue={email}
          error={errorOf('email')}
          required
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          hint="Not needed when you sign in with a link."
          error={errorOf('password')}
        />
        <p className="actions">
          <Button name="intent" value="password">
            Sign in
          </Button>
          <Button name="intent" value="link" variant="second">
            Mail me a link instead
          </Button>
        </p>
      </form>
      <p className="small soft">
        Accounts are made by your school, your district or whoever runs Mintmark for you. You need none to read the
        catalogue or to check a credential.
      </p>
    </div>
  )
}
