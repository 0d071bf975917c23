import { redirect } from 'react-router'
import { readSentFile } from '../../../../platform/sent-file.ts'
import { notYours, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Field } from '../../../../ui/forms/Field.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { isoDay } from '../../../../ui/words/dates.ts'
import { Day } from '../../../../ui/words/Day.tsx'
import { checkFile } from '../../commands/bulk/check.ts'
import { can } from '../../policy.ts'
import { listFiles } from '../../queries/bulk/files.ts'
import { findPublishingIssuer } from '../../queries/issuers.ts'
import { LARGEST_FILE, refusalInWords, type FileRefusal } from '../../rules/bulk/problems.ts'
import type { Route } from './+types/bulk'

export const meta: Route.MetaFunction = () => [{ title: 'Record awards in bulk · Mintmark' }]

/** The latest files; a registrar who records the past has some dozens. */
const SHOWN = 100

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const issuer = await findPublishingIssuer(db)
  if (issuer === null || !can(actor, { action: 'award in bulk', subject: { issuerId: issuer.orgId } }))
    return notYours()
  const files = await listFiles(db, issuer.orgId, SHOWN)
  return {
    timeZone: actor.timeZone,
    issuer: issuer.name,
    files: files.map((file) => ({
      id: file.id,
      fileName: file.fileName,
      by: file.by,
      state: file.state,
      rowCount: file.rowCount,
      awardedCount: file.awardedCount,
      checkedAt: file.checkedAt.toISOString(),
    })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const issuer = await findPublishingIssuer(db)
  if (issuer === null || !can(actor, { action: 'award in bulk', subject: { issuerId: issuer.orgId } }))
    return notYours()
  const wrong = (refusal: FileRefusal) => refused({ wrong: refusalInWords(refusal) })
  const file = await readSentFile(request, LARGEST_FILE)
  if ('reason' in file) return wrong(file)
  const checked = await checkFile(
    { db, actor, now: now() },
    {
      orgId: issuer.orgId,
      fileName: file.name || 'Awards.csv',
      today: isoDay(now(), actor),
      read: () => piecesOf(file.pieces),
    },
  )
  if (checked.ok) return redirect(`/awards/bulk/${checked.bulkId}`)
  return checked.reason === 'unknown' ? notYours() : wrong(checked.refusal)
}

async function* piecesOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

const STATES = { checked: 'Checked, not recorded', running: 'Being recorded', done: 'Recorded' } as const

export default function Bulk({ loaderData: { issuer, files, timeZone }, actionData }: Route.ComponentProps) {
  const wrong = actionData?.wrong
  return (
    <div className="stackgap">
      <PageHead
        title="Record awards in bulk"
        kicker={<a href="/awards">Awards</a>}
        lead={`What people earned from ${issuer} before it was assessed here, as a table with a row for each award.`}
        work
      />
      <ErrorSummary
        title="Not checked yet"
        kept="Nothing was recorded."
        problems={wrong === undefined ? [] : [{ message: wrong, field: 'file' }]}
      />
      <form method="post" encType="multipart/form-data" className="fields">
        <Field
          name="file"
          label="A file of awards (CSV)"
          error={wrong}
          hint="At most 200,000 rows and 20 MB. It is checked first; nothing is recorded before you say so."
        >
          {(wiring) => (
            <input {...wiring} className="filedrop" type="file" name="file" accept=".csv,.tsv,.txt,text/csv" />
          )}
        </Field>
        <div className="actions">
          <Button>Check this file</Button>
          <a href="/awards/bulk/template.csv">A file to fill in</a>
        </div>
      </form>
      <Section title="What the file says">
        <p>Its first row names the columns, in any order. Other columns may stand between them; they are not read.</p>
        <Facts
          facts={[
            ['E-mail', 'An address that the person has here. People who have none are added first, by an admin.'],
            [
              'Micro-credential',
              'Its title, exactly, or the last part of its address. A stack or the badge may stand here too.',
            ],
            ['Date', 'When it was earned, such as 2024-05-31. Left empty, it is today.'],
            ['Hours', 'Left empty, they are those that the micro-credential credits.'],
          ]}
        />
      </Section>
      <Section title="Earlier files">
        <Table
          caption="Earlier files"
          captionUnseen
          rows={files}
          rowKey={({ id }) => id}
          none="No file was checked yet. Each stays here with what it did; its rows are forgotten after a month."
          columns={[
            { head: 'File', cell: ({ id, fileName }) => <a href={`/awards/bulk/${id}`}>{fileName}</a> },
            {
              head: 'Checked',
              cell: ({ checkedAt, by }) => (
                <>
                  <Day at={checkedAt} timeZone={timeZone} />
                  <small>by {by}</small>
                </>
              ),
            },
            { head: 'State', cell: ({ state }) => STATES[state] },
            { head: 'Rows', figures: true, cell: ({ rowCount }) => rowCount.toLocaleString('en-GB') },
            {
              head: 'Recorded',
              figures: true,
              cell: ({ state, awardedCount }) => (state === 'checked' ? null : awardedCount.toLocaleString('en-GB')),
            },
          ]}
        />
      </Section>
    </div>
  )
}
