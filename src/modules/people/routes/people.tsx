import { z } from 'zod'
import { ROLES } from '../../../platform/actor.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Select, TextField } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { addPerson, addSchool } from '../commands.ts'
import { keepsPeople } from '../policy.ts'
import { listOrganisations } from '../queries/organisations.ts'
import { listPeople } from '../queries/people.ts'
import { rolesOf } from '../rules.ts'
import type { Route } from './+types/people'

export const meta: Route.MetaFunction = () => [{ title: 'People · Mintmark' }]

const PAGE = 50

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!keepsPeople(actor)) notYours()
  const { db } = worldOf(context)
  const roots = [...new Map(rolesOf(actor, 'admin').map(({ orgId }) => [orgId, orgId])).values()]
  const organisations = (await Promise.all(roots.map((root) => listOrganisations(db, root)))).flat()
  const { searchParams } = new URL(request.url)
  const chosen = roots.find((root) => root === searchParams.get('in')) ?? roots[0] ?? notFound()
  const search = (searchParams.get('q') ?? '').trim().slice(0, 100)
  const page = Math.max(1, Math.min(10_000, Number(searchParams.get('page')) || 1))
  const { total, people } = await listPeople(db, chosen, { search, limit: PAGE, offset: (page - 1) * PAGE })
  return {
    chosen,
    search,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    total,
    people,
    roots: organisations.filter(({ id, rootId }) => id === rootId).map(({ id, name }) => ({ value: id, label: name })),
    organisations: organisations.map(({ id, name, kind }) => ({ value: id, label: `${name} (${kind})` })),
    parents: organisations
      .filter(({ kind }) => kind === 'district')
      .map(({ id, name }) => ({ value: id, label: name })),
  }
}

const personForm = z.object({
  name: z.string().max(200),
  email: z.string().max(300),
  organisationId: z.string().refine(isId),
  kind: z.enum(ROLES),
})

const SAYS = {
  name_missing: { field: 'name', message: 'Write the name of the person.' },
  email_wrong: { field: 'email', message: 'Write a whole e-mail address, such as name@school.org.' },
  role_held: { field: 'email', message: 'This person holds this role here already.' },
} as const

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now, config } = worldOf(context)
  const raw = await readWords(request)
  const given = { db, actor, now: now() }
  if (raw['intent'] === 'school') {
    const { parentId, school = '' } = raw
    if (!isId(parentId)) notFound()
    const made = await addSchool(given, { parentId, name: school })
    if (made.ok) return { said: `${school.trim()} is added.`, wrong: [], words: null }
    if (made.reason === 'unknown') notFound()
    const message =
      made.reason === 'name_missing'
        ? 'Write the name of the school.'
        : 'There is an organisation of this name already. Add its town to tell them apart.'
    return refused({ said: null, wrong: [{ field: 'school', message }], words: { name: '', email: '', school } })
  }
  const input = personForm.safeParse(raw)
  if (!input.success) notFound()
  const added = await addPerson(given, { ...input.data, publicUrl: config.publicUrl })
  if (added.ok) return { said: `${input.data.name.trim()} is added and was told by mail.`, wrong: [], words: null }
  if (added.reason === 'unknown') notFound()
  return refused({
    said: null,
    wrong: [SAYS[added.reason]],
    words: { name: input.data.name, email: input.data.email, school: '' },
  })
}

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { chosen, search, page, pages, total, people, roots, organisations, parents } = loaderData
  const { said, wrong, words } = actionData ?? { said: null, wrong: [], words: null }
  const errorOf = (field: string) => wrong.find((problem) => problem.field === field)?.message
  return (
    <div className="stackgap">
      <PageHead title="People" lead="Who works with Mintmark in your organisations, and in which roles." work />
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary title="Not added yet" kept="What you wrote is kept." problems={wrong} />
      <search>
        <form method="get" className="stackgap">
          {roots.length > 1 ? <Select name="in" label="Organisation" options={roots} defaultValue={chosen} /> : null}
          <div className="field">
            <label htmlFor="q">Name or address</label>
            <div className="search">
              <input id="q" name="q" type="search" defaultValue={search} />
              <Button variant="second">Search</Button>
            </div>
          </div>
        </form>
      </search>
      <Table
        caption={`${total} ${total === 1 ? 'person' : 'people'}${pages > 1 ? `, page ${page} of ${pages}` : ''}`}
        rows={people}
        rowKey={({ id }) => id}
        none="Nobody here by this name. Add people below."
        columns={[
          { head: 'Name', cell: ({ name }) => name },
          {
            head: 'E-mail address',
            cell: ({ email, verified }) =>
              verified ? (
                email
              ) : (
                <>
                  {email} <span className="soft">(has not signed in by mail yet)</span>
                </>
              ),
          },
          {
            head: 'Roles',
            cell: ({ roles }) => roles.map(({ kind, organisation }) => `${kind}, ${organisation}`).join('; '),
          },
        ]}
      />
      {pages > 1 ? (
        <nav aria-label="Pages" className="actions">
          {page > 1 ? (
            <a href={`?in=${chosen}&q=${encodeURIComponent(search)}&page=${page - 1}`}>Previous page</a>
          ) : null}
          {page < pages ? (
            <a href={`?in=${chosen}&q=${encodeURIComponent(search)}&page=${page + 1}`}>Next page</a>
          ) : null}
        </nav>
      ) : null}
      <Section title="Add a person">
        <form method="post" className="stackgap">
          <TextField name="name" label="Name" defaultValue={words?.name ?? ''} error={errorOf('name')} required />
          <TextField
            name="email"
            label="E-mail address"
            type="email"
            defaultValue={words?.email ?? ''}
            error={errorOf('email')}
            hint="They are told by mail and sign in with a link."
            required
          />
          <Select name="organisationId" label="Organisation" options={organisations} />
          <Select name="kind" label="Role" options={ROLES.map((kind) => ({ value: kind, label: kind }))} />
          <Button name="intent" value="person">
            Add this person
          </Button>
        </form>
      </Section>
      {parents.length === 0 ? null : (
        <Section title="Add a school">
          <form method="post" className="stackgap">
            <TextField
              name="school"
              label="Name of the school"
              defaultValue={words?.school ?? ''}
              error={errorOf('school')}
              required
            />
            <Select name="parentId" label="District" options={parents} />
            <Button variant="second" name="intent" value="school">
              Add this school
            </Button>
          </form>
        </Section>
      )}
    </div>
  )
}
