import { redirect } from 'react-router'
import { notFound, readWords, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { endConnection } from '../commands/host/connections.ts'
import { listConnections } from '../queries/host.ts'
import { knownScopes, SCOPE_WORDS } from '../rules/host/scopes.ts'
import type { Route } from './+types/connections'

export const meta: Route.MetaFunction = () => [{ title: 'Connected services · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  return {
    timeZone: actor.timeZone,
    site: config.publicUrl,
    connections: (await listConnections(db, actor.personId, now())).map(({ scopes, since, ...connection }) => ({
      ...connection,
      since: since.toISOString(),
      wishes: knownScopes(scopes).map((scope) => SCOPE_WORDS[scope]),
    })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { connection = '' } = await readWords(request)
  const ended = await endConnection(worldOf(context), actor.personId, connection)
  return ended ? redirect('/connections') : notFound()
}

export default function Connections({ loaderData }: Route.ComponentProps) {
  const { connections, site, timeZone } = loaderData
  return (
    <div className="stackgap">
      <PageHead
        kicker={<a href="/my-credentials">My credentials</a>}
        title="Connected services"
        lead="Badge services that you let in. They can do what stands here, until you end the connection."
      />
      {connections.length === 0 ? (
        <Empty title="Nothing is connected" heading="h2">
          Many badge services can read and add credentials by Open Badges 3.0. Begin there, and give this address when
          it asks for your host: <code>{site}</code>
        </Empty>
      ) : (
        connections.map(({ grantId, service, since, wishes }) => (
          <Section key={grantId} title={service}>
            <p className="small soft">
              Connected since <Day at={since} timeZone={timeZone} />. It can:
            </p>
            <ul className="shown">
              {wishes.map((wish) => (
                <li key={wish}>{wish}</li>
              ))}
            </ul>
            <form method="post">
              <input type="hidden" name="connection" value={grantId} />
              <Button variant="second" compact>
                End the connection<span className="unseen"> with {service}</span>
              </Button>
            </form>
          </Section>
        ))
      )}
    </div>
  )
}
