import { redirect } from 'react-router'
import { z } from 'zod'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Select } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { endPersonsRole, moveEducator } from '../../commands/roles.ts'
import { can } from '../../policy.ts'
import { findHeldRole } from '../../queries/belonging.ts'
import { findOrganisation, listOrganisations } from '../../queries/organisations.ts'
import { getPerson } from '../../queries/people.ts'
import { asRole } from '../../rules/invitation.ts'
import { inOrder, tellApart } from '../../rules/tree.ts'
import { saying } from './view.ts'
import type { Route } from './+types/role'

export const meta: Route.MetaFunction = () => [{ title: 'A role · Mintmark' }]

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const role = isId(params.role) ? await findHeldRole(db, params.role) : null
  const organisation = role === null ? null : await findOrganisation(db, role.organisationId)
  if (role === null || organisation === null || organisation.id !== params.id) notFound()
  if (!can(actor, { action: 'end a role', subject: organisation })) notFound()
  const [person, tree] = await Promise.all([getPerson(db, role.personId), listOrganisations(db, organisation.rootId)])
  const names = tellApart(tree)
  const schools = inOrder(tree).filter(
    (other) => other.id !== organisation.id && can(actor, { action: 'end a role', subject: other }),
  )
  return {
    id: organisation.id,
    name: organisation.name,
    person: person.name,
    kind: role.kind,
    since: role.since.toISOString(),
    timeZone: actor.timeZone,
    schools: role.kind === 'educator' ? schools.map(({ id }) => ({ value: id, label: names.get(id) ?? '' })) : [],
  }
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('end') }),
  z.object({ intent: z.literal('move'), to: z.string().refine(isId) }),
])

export async function action({ request, context, params }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const input = form.safeParse(await readWords(request))
  if (!input.success || !isId(params.role)) notFound()
  const given = { db, actor, now: now() }
  if (input.data.intent === 'move') {
    const moved = await moveEducator(given, { roleId: params.role, to: input.data.to })
    return moved.ok ? redirect(saying(`/organisations/${input.data.to}`, 'transferred')) : notFound()
  }
  const ended = await endPersonsRole(given, params.role)
  if (ended.ok) return redirect(saying(`/organisations/${params.id}`, 'ended'))
  if (ended.reason === 'unknown') notFound()
  return refused({
    wrong: 'This is the last admin. Somebody must be able to name another: give the role to somebody else first.',
  })
}

export default function Role({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { id, name, person, kind, since, timeZone, schools } = view
  return (
    <div className="narrow stackgap">
      <PageHead title={person} kicker={<a href={`/organisations/${id}`}>{name}</a>} work>
        <p>
          {capital(asRole(kind))} here since <Day at={since} timeZone={timeZone} />.
        </p>
      </PageHead>
      <ErrorSummary
        title="The role has not ended"
        kept="Nothing was changed."
        problems={sent === undefined ? [] : [{ message: sent.wrong }]}
      />
      {schools.length === 0 ? null : (
        <Section title="Move to another school">
          <form method="post" className="stackgap">
            <p>The role ends here and begins there at once. Plan, work and awards stay as they are.</p>
            <Select name="to" label="School" options={schools} />
            <Button variant="second" name="intent" value="move">
              Move {person}
            </Button>
          </form>
        </Section>
      )}
      <Section title="End this role">
        <form method="post" className="stackgap">
          <p>
            {person} then sees and does nothing more as {asRole(kind)} of {name}
            {kind === 'educator' ? ', and its leaders see nothing more of their progress' : ''}. Awards and credentials
            stay theirs.
          </p>
          <Button variant="danger" name="intent" value="end">
            End this role
          </Button>
        </form>
      </Section>
    </div>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
