import { z } from 'zod'
import { ROLES } from '../../../platform/actor.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Select, TextField } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { plural } from '../../../ui/words/words.ts'
import { addPerson } from '../commands/roles.ts'
import { keepsPeople } from '../policy.ts'
import { listBelow } from '../queries/organisations.ts'
import { listPeople } from '../queries/people.ts'
import { rolesOf } from '../rules.ts'
import { LONGEST_NAME } from '../rules/names.ts'
import { inOrder, tellApart } from '../rules/tree.ts'
import { PAGE, pagesOf, readSearch } from './search.ts'
import type { Route } from './+types/people'

export const meta: Route.MetaFunction = () => [{ title: 'People · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!keepsPeople(actor)) notYours()
  const { db } = worldOf(context)
  const held = [...new Set(rolesOf(actor, 'admin').map(({ organisationId }) => organisationId))]
  const organisations = await listBelow(db, held)
  const registers = held.flatMap((id) => organisations.find((organisation) => organisation.id === id) ?? [])
  const names = tellApart(organisations)
  const { searchParams } = new URL(request.url)
  const chosen = registers.find(({ id }) => id === searchParams.get('in')) ?? registers[0] ?? notFound()
  const { search, page } = readSearch(searchParams)
  const { total, people } = await listPeople(db, chosen, { search, limit: PAGE, offset: (page - 1) * PAGE })
  return {
    chosen: chosen.id,
    search,
    page,
    pages: pagesOf(total),
    total,
    people,
    registers: registers.map(({ id }) => ({ value: id, label: names.get(id) ?? '' })),
    organisations: inOrder(organisations).map(({ id, kind }) => ({
      value: id,
      label: `${names.get(id) ?? ''} (${kind})`,
    })),
  }
}

const personForm = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  organisationId: z.string().refine(isId),
  kind: z.enum(ROLES),
})

const SAYS = {
  name_missing: { field: 'name', message: 'Write the name of the person.' },
  name_long: { field: 'name', message: `A name has at most ${LONGEST_NAME} letters.` },
  email_wrong: { field: 'email', message: 'Write a whole e-mail address, such as name@school.org.' },
  role_held: { field: 'email', message: 'This person holds this role here already.' },
} as const

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now, config } = worldOf(context)
  const input = personForm.safeParse(await readWords(request))
  if (!input.success) notFound()
  const { name, email } = input.data
  const added = await addPerson({ db, actor, now: now() }, { ...input.data, publicUrl: config.publicUrl })
  if (added.ok) {
    const said = added.outcome === 'given' ? `${name.trim()} is added and was told by mail.` : ASKED
    return { said, wrong: [], words: null }
  }
  if (added.reason === 'unknown') notFound()
  return refused({
    said: null,
    wrong: [SAYS[added.reason]],
    words: { name: name.slice(0, 1000), email: email.slice(0, 1000) },
  })
}

const ASKED =
  'This address belongs to an educator of another district. We asked by mail: the role begins when they say yes, and their work and awards come with them.'

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { chosen, search, page, pages, total, people, registers, organisations } = loaderData
  const { said, wrong, words } = actionData ?? { said: null, wrong: [], words: null }
  const errorOf = (field: string) => wrong.find((problem) => problem.field === field)?.message
  return (
    <div className="stackgap">
      <PageHead title="People" lead="Who works with Mintmark in your organisations, and in which roles." work>
        <p className="actions">
          <LinkButton href="/organisations" variant="second">
            Schools and roles
          </LinkButton>
          <LinkButton href="/people/import" variant="second">
            Import people from a file
          </LinkButton>
        </p>
      </PageHead>
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary title="Not added yet" kept="What you wrote is kept." problems={wrong} />
      <search>
        <form method="get" className="filters line">
          {registers.length > 1 ? (
            <Select name="in" label="Organisation" options={registers} defaultValue={chosen} />
          ) : null}
          <div className="field">
            <label htmlFor="q">Name or address</label>
            <input id="q" name="q" type="search" defaultValue={search} />
          </div>
          <div className="actions">
            <Button variant="second">Search</Button>
          </div>
        </form>
      </search>
      <p className="soft" aria-live="polite">
        {plural(total, 'person', 'people')}
      </p>
      {total === 0 ? <p>Nobody here by this name. Add people below.</p> : null}
      <ul className="ledger">
        {people.map(({ id, name, email, verified, roles }) => (
          <li key={id}>
            <span>
              <b>{name}</b>
              <small>
                {email}
                {verified ? '' : ', has not signed in by mail yet'}
              </small>
            </span>
            <ul>
              {roles.map(({ kind, organisation }) => (
                <li key={`${kind} ${organisation.id}`}>
                  {kind},{' '}
                  <a className="soft" href={`/organisations/${organisation.id}`}>
                    {organisation.name}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of people"
        page={page}
        pages={pages}
        hrefOf={(there) => `?${new URLSearchParams({ in: chosen, q: search, page: String(there) }).toString()}`}
      />
      <Section title="Add a person">
        <form method="post" className="stackgap">
          <TextField
            name="name"
            label="Name"
            autoComplete="off"
            defaultValue={words?.name ?? ''}
            error={errorOf('name')}
            required
          />
          <TextField
            name="email"
            label="E-mail address"
            type="email"
            autoComplete="off"
            defaultValue={words?.email ?? ''}
            error={errorOf('email')}
            hint="They are told by mail and sign in with a link."
            required
          />
          <Select name="organisationId" label="Organisation" options={organisations} defaultValue={chosen} />
          <Select name="kind" label="Role" options={ROLES.map((kind) => ({ value: kind, label: kind }))} />
          <Button>Add this person</Button>
        </form>
      </Section>
    </div>
  )
}
