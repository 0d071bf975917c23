import { redirect } from 'react-router'
import { requestHeaders } from '../../../platform/http/client.ts'
import { readWords, refused, settingOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { markVerified } from '../queries/people.ts'
import type { Route } from './+types/sign-in-link'

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Mintmark' }]

export const loader = ({ request }: Route.LoaderArgs) => ({
  token: new URL(request.url).searchParams.get('token') ?? '',
  spent: false,
})

/** The link is used by a button, not by being opened: mail scanners open links. */
export async function action({ request, context }: Route.ActionArgs) {
  const { world, client } = settingOf(context)
  const { token = '' } = await readWords(request)
  const answer = await world.sessions.api.magicLinkVerify({
    query: { token },
    headers: requestHeaders(request, client),
    asResponse: true,
  })
  const cookies = answer.headers.getSetCookie()
  if (!answer.ok || cookies.length === 0) return refused({ token: '', spent: true })
  const signedIn: unknown = await answer.json()
  const email = (signedIn as { user?: { email?: string } }).user?.email
  if (email !== undefined) await markVerified(world.db, email, world.now())
  return redirect('/me', { headers: cookies.map((cookie): [string, string] => ['set-cookie', cookie]) })
}

export default function SignInLink({ loaderData, actionData }: Route.ComponentProps) {
  const { token, spent } = actionData ?? loaderData
  if (spent || token === '')
    return (
      <PageHead title="This link was used, or is too old" lead="A link works once, for half an hour.">
        <p className="actions">
          <a className="button" href="/sign-in">
            Ask for a new one
          </a>
        </p>
      </PageHead>
    )
  return (
    <PageHead title="Sign in" lead="One press, and you are in.">
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <Button>Sign in to Mintmark</Button>
      </form>
    </PageHead>
  )
}
