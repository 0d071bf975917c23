import { notFound, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { findRecord } from '../queries/host.ts'
import { OAUTH } from '../rules/host/discovery.ts'
import { knownScopes, SCOPE_WORDS } from '../rules/host/scopes.ts'
import { serviceName, servicePlace } from '../rules/host/asking.ts'
import type { Route } from './+types/connect'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: 'Connect a badge service · Mintmark' },
  ...(loaderData?.answered ? [{ httpEquiv: 'refresh', content: `1;url=${loaderData.onward}` }] : []),
]

/** The question that another badge service asks; it is answered to `/connect/:id/answer` (http/host/oauth.ts). */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const asked = await findRecord(db, 'Interaction', { id: params.id }, now())
  const { client_id: clientId, scope, redirect_uri: back } = (asked?.['params'] ?? {}) as Record<string, unknown>
  const client = typeof clientId === 'string' ? await findRecord(db, 'Client', { id: clientId }, now()) : null
  if (client === null || typeof back !== 'string' || !URL.canParse(back)) return notFound()
  return {
    id: params.id,
    answered: new URL(request.url).searchParams.get('answered'),
    onward: OAUTH.authorization + `/${params.id}`,
    person: actor.personId,
    name: actor.name,
    service: serviceName(client),
    place: servicePlace(back),
    wishes: knownScopes(typeof scope === 'string' ? scope : '').map((each) => SCOPE_WORDS[each]),
  }
}

export default function Connect({ loaderData }: Route.ComponentProps) {
  const { id, answered, onward, person, name, service, place, wishes } = loaderData
  if (answered !== null)
    return (
      <PageHead
        title={answered === 'allow' ? `${service} is connected` : `${service} is not connected`}
        lead={`You are led back to ${place}.`}
      >
        <p className="actions">
          <LinkButton href={onward}>Go on to {place}</LinkButton>
        </p>
      </PageHead>
    )
  return (
    <div className="stackgap">
      <PageHead
        kicker="Another service asks"
        title={`Connect ${service}?`}
        lead={`You are signed in as ${name}. Your answer leads to ${place}.`}
      />
      <Section title="What it asks for" id="wishes">
        {wishes.length === 0 ? (
          <p>Nothing. It would only know that you have an account here.</p>
        ) : (
          <ul className="shown">
            {wishes.map((wish) => (
              <li key={wish}>{wish}</li>
            ))}
          </ul>
        )}
        <Note>
          <p>
            The name is what the service calls itself; Mintmark has not checked it. Allow it only if you came from there
            just now. It never sees your password, your submissions or your evidence.
          </p>
        </Note>
      </Section>
      <form method="post" action={`/connect/${id}/answer`} className="actions">
        <input type="hidden" name="person" value={person} />
        <Button name="answer" value="allow">
          Allow
        </Button>
        <Button name="answer" value="deny" variant="second">
          Do not allow
        </Button>
      </form>
      <p className="small soft">
        You can end a connection at any time under <a href="/connections">Connected services</a>.
      </p>
    </div>
  )
}
