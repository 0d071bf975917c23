import { notFound, settingOf } from '../../platform/pages.ts'
import { PageHead } from '../../ui/Page.tsx'
import { DEMO_PEOPLE } from '../people.ts'
import type { Route } from './+types/demo'

export const meta: Route.MetaFunction = () => [{ title: 'Demo · Mintmark' }, { name: 'robots', content: 'noindex' }]

export function loader({ context }: Route.LoaderArgs) {
  const { world, actor } = settingOf(context)
  if (world.config.mode !== 'demo') notFound()
  const people = DEMO_PEOPLE.filter(({ door }) => door).map(({ key, name, comesFor, roles }) => ({
    key,
    name,
    comesFor,
    role: roles[0]?.kind ?? '',
  }))
  return { people, signedIn: actor?.name ?? null }
}

/** One button a person. */
export default function Demo({ loaderData: { people, signedIn } }: Route.ComponentProps) {
  return (
    <div className="stackgap">
      <PageHead
        title="Riverbend, a demo district"
        kicker="Demo mode, on this machine only"
        lead="Two schools, a few educators, their work. Choose whose desk to sit at; you can change it at any time."
      />
      <p className="soft">
        {signedIn === null ? 'Nobody is signed in in this browser.' : `You are signed in as ${signedIn}.`} Letters that
        Mintmark would send lie at <a href="/dev/mail">/dev/mail</a>.
      </p>
      <ul className="doors">
        {people.map(({ key, name, role, comesFor }) => (
          <li key={key} className="door">
            <div>
              <h2>{name}</h2>
              <p className="soft">
                {role[0]?.toUpperCase()}
                {role.slice(1)}: {comesFor}.
              </p>
            </div>
            <form method="post" action="/demo/sign-in">
              <button className="button second" name="person" value={key}>
                Sign in as {name}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </div>
  )
}
