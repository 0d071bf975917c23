import { redirect } from 'react-router'
import { requestHeaders } from '../../../platform/http/client.ts'
import { readWords, settingOf } from '../../../platform/pages.ts'
import type { Route } from './+types/sign-out'

export const loader = () => redirect('/account')

/** Ends this session, or with `everywhere` every session of the person. */
export async function action({ request, context }: Route.ActionArgs) {
  const { world, client, actor } = settingOf(context)
  const { everywhere } = await readWords(request)
  const headers = requestHeaders(request, client)
  if (everywhere === 'yes' && actor !== null) await world.sessions.api.revokeSessions({ headers })
  const answer = await world.sessions.api.signOut({ headers, asResponse: true })
  return redirect('/', {
    headers: answer.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]),
  })
}
