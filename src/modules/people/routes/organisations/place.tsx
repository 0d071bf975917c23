import { redirect } from 'react-router'
import { z } from 'zod'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Select, TextField } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { moveOrganisation, renameOrganisation } from '../../commands/organisations.ts'
import { can } from '../../policy.ts'
import { findOrganisation, listOrganisations } from '../../queries/organisations.ts'
import { inOrder, mayStandUnder, tellApart } from '../../rules/tree.ts'
import { NAME_FAULTS, saying } from './view.ts'
import type { Route } from './+types/place'

export const meta: Route.MetaFunction = () => [{ title: 'Name and place · Mintmark' }]

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const organisation = isId(params.id) ? await findOrganisation(db, params.id) : null
  if (organisation === null || !can(actor, { action: 'keep an organisation', subject: organisation })) notFound()
  const tree = await listOrganisations(db, organisation.rootId)
  const names = tellApart(tree)
  const places = inOrder(tree).filter(
    (to) =>
      mayStandUnder(organisation, to) &&
      can(actor, { action: 'move an organisation', subject: { ...organisation, to } }),
  )
  return {
    id: organisation.id,
    name: organisation.name,
    kind: organisation.kind,
    under: organisation.path.at(-2) ?? null,
    places: places.map(({ id }) => ({ value: id, label: names.get(id) ?? '' })),
  }
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), name: z.string().default('') }),
  z.object({ intent: z.literal('move'), to: z.string().refine(isId) }),
])

const MOVE_FAULTS = {
  cycle: 'An organisation cannot stand under itself, or under one that stands below it. Choose another.',
  other_tree:
    'This one belongs to another district. Work and roles stay where they are, so schools do not change district.',
} as const

export async function action({ request, context, params }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const { id } = params
  const input = form.safeParse(await readWords(request))
  if (!input.success || !isId(id)) notFound()
  const given = { db, actor, now: now() }
  if (input.data.intent === 'move') {
    const moved = await moveOrganisation(given, { id, to: input.data.to })
    if (moved.ok) return redirect(saying(`/organisations/${id}`, 'moved'))
    if (moved.reason === 'unknown') notFound()
    return refused({ name: null, to: input.data.to, field: 'to', message: MOVE_FAULTS[moved.reason] })
  }
  const { name } = input.data
  const renamed = await renameOrganisation(given, { id, name })
  if (renamed.ok) return redirect(saying(`/organisations/${id}`, 'renamed'))
  if (renamed.reason === 'unknown') notFound()
  return refused({ name: name.slice(0, 1000), to: null, field: 'name', message: NAME_FAULTS[renamed.reason] })
}

export default function PlacePage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { id, name, kind, under, places } = view
  const errorOf = (field: string) => (sent?.field === field ? sent.message : undefined)
  return (
    <div className="narrow stackgap">
      <PageHead title="Name and place" kicker={<a href={`/organisations/${id}`}>{name}</a>} work />
      <ErrorSummary title="Not changed yet" kept="Nothing was changed." problems={sent === undefined ? [] : [sent]} />
      <form method="post" className="stackgap">
        <TextField
          name="name"
          label={`Name of the ${kind}`}
          hint="Its public address stays the same, so that links keep working."
          defaultValue={sent?.name ?? name}
          error={errorOf('name')}
          autoComplete="off"
          required
        />
        <Button name="intent" value="rename">
          Keep this name
        </Button>
      </form>
      {under === null || places.length === 0 ? null : (
        <Section title="Where it belongs">
          <form method="post" className="stackgap">
            <p>
              Everything that stands below {name} moves with it. Leaders and admins of where it stood until now see it
              no more; those of where it goes do.
            </p>
            <Select
              name="to"
              label="Belongs to"
              options={places}
              defaultValue={sent?.to ?? under}
              error={errorOf('to')}
            />
            <Button variant="second" name="intent" value="move">
              Move it there
            </Button>
          </form>
        </Section>
      )}
    </div>
  )
}
