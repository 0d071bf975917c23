import { redirect } from 'react-router'
import { z } from 'zod'
import { notFound, readWords, refused, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextField } from '../../../ui/forms/Field.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { completeSetup, setupLinkWorks } from '../commands.ts'
import { isEmail, isTimeZone, SHORTEST_PASSWORD, slugOf } from '../rules.ts'
import type { Route } from './+types/setup'

export const meta: Route.MetaFunction = () => [{ title: 'Set up Mintmark' }, { name: 'robots', content: 'noindex' }]

const EMPTY = { name: '', email: '', publisher: '', district: '', country: 'US', timeZone: 'America/New_York' }

export async function loader({ request, context }: Route.LoaderArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  if (!(await setupLinkWorks(worldOf(context), token))) notFound()
  return { token, words: EMPTY, wrong: [] as { field: string; message: string }[] }
}

const words = (message: string) => z.string().trim().min(1, message).max(200)

const form = z.object({
  token: z.string(),
  name: words('Write your name.'),
  email: z.string().trim().refine(isEmail, 'Write your whole e-mail address.'),
  password: z.string().min(SHORTEST_PASSWORD, `A password needs at least ${SHORTEST_PASSWORD} characters.`).max(200),
  publisher: words('Write who issues the credentials.'),
  district: words('Write the name of the district or school.').refine(
    (name) => slugOf(name) !== '',
    'The name needs a letter or a digit.',
  ),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Write the two letters of the country, such as US.'),
  timeZone: z.string().trim().refine(isTimeZone, 'Write a time zone such as America/New_York.'),
})

export async function action({ request, context }: Route.ActionArgs) {
  const { db, now, sessions } = worldOf(context)
  const raw = await readWords(request)
  const given = form.safeParse(raw)
  if (!given.success) {
    const kept = Object.fromEntries(
      Object.entries(EMPTY).map(([name, otherwise]) => [name, raw[name] ?? otherwise]),
    ) as typeof EMPTY
    return refused({
      token: raw['token'] ?? '',
      words: kept,
      wrong: given.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
    })
  }
  const { password, ...input } = given.data
  const made = await completeSetup(
    { db, now: now() },
    { ...input, passwordHash: await (await sessions.$context).password.hash(password) },
  )
  if (!made.ok) notFound()
  return redirect('/sign-in')
}

export default function Setup({ loaderData, actionData }: Route.ComponentProps) {
  const { token, words, wrong } = actionData ?? loaderData
  const field = (name: keyof typeof EMPTY | 'password') => ({
    name,
    error: wrong.find((problem) => problem.field === name)?.message,
    ...(name === 'password' ? {} : { defaultValue: words[name] }),
  })
  return (
    <div className="narrow stackgap">
      <PageHead title="Set up Mintmark" lead="You are the first admin. This page opens once." />
      <ErrorSummary title="Not set up yet" kept="What you wrote is kept, except the password." problems={wrong} />
      <form method="post" className="stackgap">
        <input type="hidden" name="token" value={token} />
        <TextField {...field('name')} label="Your name" autoComplete="name" required />
        <TextField {...field('email')} label="Your e-mail address" type="email" autoComplete="email" required />
        <TextField
          {...field('password')}
          label="A password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          required
        />
        <TextField
          {...field('publisher')}
          label="Who issues the credentials"
          hint="This name stands on every credential of the catalogue."
          required
        />
        <TextField
          {...field('district')}
          label="The first district"
          hint="Where your educators work. You can add schools to it."
          required
        />
        <TextField {...field('country')} label="Country" hint="Two letters, such as US." short required />
        <TextField {...field('timeZone')} label="Time zone" hint="Such as America/New_York." required />
        <Button>Set up Mintmark</Button>
      </form>
    </div>
  )
}
