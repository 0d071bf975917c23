import { redirect } from 'react-router'
import { getPerson } from '../../people/queries/people.ts'
import { requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { plural } from '../../../ui/words/words.ts'
import { listRenewable, renewCredentials } from '../commands/issuing/renew.ts'
import type { Route } from './+types/renew'

export const meta: Route.MetaFunction = () => [{ title: 'Sign my credentials anew · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const [person, credentials] = await Promise.all([getPerson(db, actor.personId), listRenewable(db, actor.personId)])
  return { name: person.signName ? person.name : null, credentials }
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  await renewCredentials({ db, config, now, actor })
  return redirect('/my-credentials')
}

/** For people who changed whether their name is signed, or their address, after they earned something. */
export default function Renew({ loaderData: { name, credentials } }: Route.ComponentProps) {
  return (
    <div className="narrow stackgap">
      <PageHead
        kicker={<a href="/my-credentials">My credentials</a>}
        title="Sign them anew"
        lead={
          name === null
            ? 'What is signed from now on carries a number for you, not your name.'
            : `What is signed from now on carries the name ${name}.`
        }
      />
      {credentials.length === 0 ? (
        <p>
          All your credentials say this already. <a href="/account">Change it in your account</a>, then come back.
        </p>
      ) : (
        <>
          <p>
            {plural(credentials.length, 'credential')} still {credentials.length === 1 ? 'says' : 'say'} what held
            before:
          </p>
          <ul>
            {credentials.map(({ credentialId, title }) => (
              <li key={credentialId}>
                <a href={`/credentials/${credentialId}`}>{title}</a>
              </li>
            ))}
          </ul>
          <p>
            Each is replaced by a new one with its old date. The files that you gave to others stay real, but whoever
            checks them is told that they were replaced and is led to the new ones. So take the new files along.
          </p>
          <form method="post" className="actions">
            <Button>Sign them anew</Button>
          </form>
        </>
      )}
    </div>
  )
}
