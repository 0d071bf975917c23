import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { readSentFile } from '../../../../platform/sent-file.ts'
import { notYours, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Checkbox, Field, Select } from '../../../../ui/forms/Field.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { isoDay } from '../../../../ui/words/dates.ts'
import { readImport } from '../../commands/imports/read.ts'
import { Files } from '../../parts/imports/Files.tsx'
import { can } from '../../policy.ts'
import { listImports } from '../../queries/imports/imports.ts'
import { listBelow } from '../../queries/organisations.ts'
import { rolesOf } from '../../rules.ts'
import { LARGEST_ZIP, refusalInWords } from '../../rules/imports/problems.ts'
import { inOrder, tellApart } from '../../rules/tree.ts'
import type { Route } from './+types/imports'

export const meta: Route.MetaFunction = () => [{ title: 'Take people in · Mintmark' }]

/** The latest files; a district that takes one in every night sees three months. */
const SHOWN = 100

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const held = rolesOf(actor, 'admin').map(({ organisationId }) => organisationId)
  const organisations = (await listBelow(db, [...new Set(held)])).filter((subject) =>
    can(actor, { action: 'import people', subject }),
  )
  if (organisations.length === 0) notYours()
  const names = tellApart(organisations)
  const mine = new Set(organisations.map(({ id }) => id))
  const files = await listImports(db, [...new Set(organisations.map(({ rootId }) => rootId))], SHOWN)
  return {
    timeZone: actor.timeZone,
    chosen: new URL(request.url).searchParams.get('in') ?? '',
    targets: inOrder(organisations).map(({ id, kind, depth }) => ({
      value: id,
      label:
        kind === 'district'
          ? `${names.get(id) ?? ''}, with its schools`
          : `${depth > 0 ? '– ' : ''}${names.get(id) ?? ''}`,
    })),
    files: files
      .filter(({ organisationId }) => mine.has(organisationId))
      .map(({ id, fileName, organisationName, by, state, counts, readAt, appliedAt, undoneAt, undoable }) => ({
        id,
        fileName,
        place: organisationName,
        by,
        state,
        entries: counts.entries,
        readAt: readAt.toISOString(),
        at: (undoneAt ?? appliedAt ?? readAt).toISOString(),
        undoable,
      })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const file = await readSentFile(request, LARGEST_ZIP)
  if ('reason' in file) return refused({ wrong: refusalInWords(file), whole: false, admins: false, chosen: '' })
  const { organisationId, whole, admins } = file.fields
  if (!isId(organisationId)) return notYours()
  const read = await readImport(
    { db, actor, now: now() },
    {
      organisationId,
      fileName: file.name || 'People.csv',
      bytes: Buffer.concat(file.pieces),
      whole: whole === 'yes',
      admins: admins === 'yes',
      today: isoDay(now(), actor),
    },
  )
  if (read.ok) return redirect(`/people/import/${read.importId}`)
  if (read.reason === 'unknown') return notYours()
  return refused({
    wrong: refusalInWords(read.refusal),
    whole: whole === 'yes',
    admins: admins === 'yes',
    chosen: organisationId,
  })
}

export default function Imports({
  loaderData: { targets, files, timeZone, chosen },
  actionData,
}: Route.ComponentProps) {
  const wrong = actionData?.wrong
  return (
    <div className="stackgap">
      <PageHead
        title="Take people in from a file"
        kicker={<a href="/people">People</a>}
        lead="From a list of yours, or as your student information system exports it. You see first what would change; nothing changes before you say so."
        work
      />
      <ErrorSummary
        title="Not read yet"
        kept="Nothing was changed."
        problems={wrong === undefined ? [] : [{ message: wrong, field: 'file' }]}
      />
      <form method="post" encType="multipart/form-data" className="fields">
        <Select
          name="organisationId"
          label="For"
          hint="Nobody outside of it is touched."
          options={targets}
          defaultValue={actionData?.chosen || chosen || targets[0]?.value}
        />
        <Field
          name="file"
          label="A list (CSV) or a OneRoster 1.2 (ZIP)"
          error={wrong}
          hint="A list of at most 10 MB, a ZIP of at most 60 MB, with at most 50,000 people."
        >
          {(wiring) => (
            <input {...wiring} className="filedrop" type="file" name="file" accept=".csv,.tsv,.txt,.zip,text/csv" />
          )}
        </Field>
        <Checkbox
          name="whole"
          value="yes"
          label="This list is whole: whoever came by an earlier list and is missing now leaves"
          hint="Nobody who was added by hand ever leaves by a file. A OneRoster says itself whether it is whole."
          defaultChecked={actionData?.whole ?? false}
        />
        <Checkbox
          name="admins"
          value="yes"
          label="Admins may come in by this file"
          hint="The role admin of a list, and the system administrators of a OneRoster’s district. Without the tick they are left out."
          defaultChecked={actionData?.admins ?? false}
        />
        <div className="actions">
          <Button>Read this file</Button>
          <a href="/people/import/template.csv">A list to fill in</a>
        </div>
      </form>
      <Files files={files} timeZone={timeZone} />
      <Section title="What a list says">
        <p>
          Its first row names the columns, in any order and case. A person with several roles has several rows, or
          several roles in one cell. Commas, semicolons and tabs all part cells.
        </p>
        <Facts
          facts={[
            ['email', 'Where the person signs in. It is how they are known again.'],
            ['name', 'Or two columns, first name and last name.'],
            ['role', 'educator or leader; teacher and principal are read as these.'],
            [
              'school',
              'Its name. One that is not here yet is made; you see it before. Where two have one name, write District / School.',
            ],
            ['other_emails', 'May be left out. Further addresses, parted by spaces.'],
            ['employee_id', 'May be left out. With it a person is known again who has another address.'],
          ]}
        />
      </Section>
      <Section title="What a OneRoster says">
        <p>
          A ZIP with manifest.csv, and of the rest orgs.csv, users.csv and roles.csv, in bulk or as a delta. Pupils,
          parents and guardians are passed over; Mintmark keeps nothing of them.
        </p>
        <Facts
          facts={[
            ['Educators', 'teacher, aide, counselor'],
            ['Leaders', 'principal and siteAdministrator of their school; districtAdministrator of the district'],
            ['Admins', 'systemAdministrator of the district, where you tick it'],
            ['Schools', 'Each is known by its sourcedId, at the first time by its name.'],
          ]}
        />
      </Section>
    </div>
  )
}
