import { redirect } from 'react-router'
import { z } from 'zod'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { RadioGroup, Select, TextField } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { addOrganisation } from '../../commands/organisations.ts'
import { OrganisationTree, type TreeRow } from '../../parts/OrganisationTree.tsx'
import { answeringIn, can, keepsPeople } from '../../policy.ts'
import { listBelow } from '../../queries/organisations.ts'
import { countPeople } from '../../queries/tree.ts'
import { asTree, inOrder, tellApart } from '../../rules/tree.ts'
import { readSearch } from '../search.ts'
import { countsOf, NAME_FAULTS, saidIn, saying } from './view.ts'
import type { Route } from './+types/organisations'

export const meta: Route.MetaFunction = () => [{ title: 'Schools and roles · Mintmark' }]

/** From so many on, one looks for a name rather than down the page. */
const MANY = 20

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const held = answeringIn(actor)
  if (held.length === 0) notYours()
  const { db } = worldOf(context)
  const [organisations, counted] = await Promise.all([listBelow(db, held), countPeople(db, held)])
  const { search } = readSearch(new URL(request.url).searchParams)
  const names = tellApart(organisations)
  const known = new Map(organisations.map(({ id, name }) => [id, name]))
  const rows = organisations.map(({ id, name, kind, path }): TreeRow => {
    const under = search !== '' || names.get(id) !== name ? known.get(path.at(-2) ?? '') : undefined
    return { id, name, kind, path, under: under ?? null, people: countsOf(counted.get(id)) }
  })
  const isFound = ({ name }: TreeRow) => name.toLowerCase().includes(search.toLowerCase())
  return {
    branches: asTree(search === '' ? rows : rows.filter(isFound)),
    search,
    total: rows.length,
    said: saidIn(request),
    keepsPeople: keepsPeople(actor),
    parents: inOrder(organisations)
      .filter((organisation) => can(actor, { action: 'keep an organisation', subject: organisation }))
      .map(({ id }) => ({ value: id, label: names.get(id) ?? '' })),
  }
}

const form = z.object({
  parentId: z.string().refine(isId),
  kind: z.enum(['school', 'district']),
  name: z.string().default(''),
})

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const input = form.safeParse(await readWords(request))
  if (!input.success) notFound()
  const added = await addOrganisation({ db, actor, now: now() }, input.data)
  if (added.ok) return redirect(saying(`/organisations/${added.id}`, 'added'))
  if (added.reason === 'unknown') notFound()
  return refused({ ...input.data, name: input.data.name.slice(0, 1000), wrong: NAME_FAULTS[added.reason] })
}

export default function Organisations({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { branches, search, total, parents, said } = view
  return (
    <div className="stackgap">
      <PageHead
        title="Schools and roles"
        lead="Your organisations, and how many people hold which role in each, everything below it counted too."
        work
      >
        {view.keepsPeople ? (
          <p className="actions">
            <LinkButton href="/people" variant="second">
              Find a person
            </LinkButton>
            <LinkButton href="/people/import" variant="second">
              Import people from a file
            </LinkButton>
          </p>
        ) : null}
      </PageHead>
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary
        title="Not added yet"
        kept="What you wrote is kept."
        problems={sent === undefined ? [] : [{ field: 'name', message: sent.wrong }]}
      />
      <div className={parents.length === 0 ? undefined : 'work no-steps'}>
        <div className="stackgap">
          {total < MANY && search === '' ? null : (
            <search>
              <form method="get" className="filters line">
                <div className="field">
                  <label htmlFor="q">Name of a school</label>
                  <input id="q" name="q" type="search" defaultValue={search} />
                </div>
                <div className="actions">
                  <Button variant="second">Search</Button>
                </div>
              </form>
            </search>
          )}
          {branches.length === 0 ? (
            <p>
              No organisation has this in its name. <a href="/organisations">Show all</a>
            </p>
          ) : (
            <OrganisationTree branches={branches} />
          )}
        </div>
        {parents.length === 0 ? null : (
          <aside className="beside stackgap" aria-labelledby="add">
            <h2 id="add">Add a school</h2>
            <form method="post" className="stackgap">
              <TextField
                name="name"
                label="Name"
                hint="Two schools may have the same name."
                defaultValue={sent?.name ?? ''}
                error={sent?.wrong}
                autoComplete="off"
                required
              />
              <RadioGroup
                name="kind"
                label="What it is"
                defaultValue={sent?.kind ?? 'school'}
                choices={[
                  { value: 'school', label: 'A school' },
                  { value: 'district', label: 'A district or a part of one, with schools of its own' },
                ]}
              />
              <Select
                name="parentId"
                label="Belongs to"
                options={parents}
                defaultValue={sent?.parentId ?? parents[0]?.value}
              />
              <Button>Add it</Button>
            </form>
          </aside>
        )}
      </div>
    </div>
  )
}
