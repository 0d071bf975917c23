import { notYours, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Field } from '../../../ui/forms/Field.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { plural } from '../../../ui/words/words.ts'
import { importFiles, previewImport } from '../commands.ts'
import { readSentFiles } from '../http/sent-files.ts'
import { catalogueOf } from '../policy.ts'
import { openSent, pack } from '../rules/exchange/archive.ts'
import type { ThingKind } from '../rules/exchange/package.ts'
import type { Becomes } from '../rules/exchange/plan.ts'
import { inOneLine, type Problem } from '../rules/yaml.ts'
import type { Route } from './+types/import'

export const meta: Route.MetaFunction = () => [{ title: 'Take in files · Mintmark' }]

export function loader({ request, context }: Route.LoaderArgs) {
  const { name } = catalogueOf(requireActor(context, request)) ?? notYours()
  return { publisher: name }
}

/** So many problems are told; whoever has more will send the files again anyway. */
const MOST_TOLD = 100

type Checked = {
  rows: { kind: ThingKind; id: string; title: string; version: string; becomes: Becomes; number: number }[]
  unlisted: string[]
  aside: string[]
  seal: string
  /** The files, packed, so that they need not be chosen again */
  held: string
}
type View = { problems: string[]; more: number; checked: Checked | null; done: string | null }

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const { publisherId } = catalogueOf(actor) ?? notYours()
  const none: View = { problems: [], more: 0, checked: null, done: null }
  const wrong = (problems: readonly (Problem | string)[], checked: Checked | null = null) =>
    refused({
      ...none,
      problems: problems.slice(0, MOST_TOLD).map((one) => (typeof one === 'string' ? one : inOneLine(one))),
      more: Math.max(0, problems.length - MOST_TOLD),
      checked,
    })
  const form = await readSentFiles(request)
  if (!form.ok) return wrong([form.reason === 'too_much' ? TOO_MUCH : BROKE_OFF])
  const { intent, held = '', seal = '' } = form.fields
  const taken = intent === 'take in'
  if (!taken && form.sent.length === 0) return wrong(['Choose a file first.'])
  const sent = taken ? [{ path: 'held.zip', bytes: Buffer.from(held, 'base64') }] : form.sent
  const { files, aside, problems } = openSent(sent)
  if (problems.length > 0) {
    // What can be read is checked all the same, so that everything wrong is told at once.
    const rest = files.length === 0 ? null : await previewImport({ db, actor }, { publisherId, files })
    return wrong([...problems, ...(rest !== null && !rest.ok && rest.reason === 'problems' ? rest.problems : [])])
  }

  if (taken) {
    const imported = await importFiles({ db, actor, now: now() }, { publisherId, files, seal })
    if (imported.ok) return { ...none, done: doneInWords(imported) }
    if (imported.reason === 'unknown') return notYours()
    if (imported.reason === 'problems') return wrong(imported.problems)
  }
  const preview = await previewImport({ db, actor }, { publisherId, files })
  if (!preview.ok) return preview.reason === 'unknown' ? notYours() : wrong(preview.problems)
  const checked: Checked = {
    rows: preview.steps.map(({ source: { kind, content }, becomes, number }) => {
      const { id, title, version } = content
      return { kind, id, title, version, becomes, number }
    }),
    unlisted: preview.unlisted,
    aside,
    seal: preview.seal,
    held: Buffer.from(pack(files, now())).toString('base64'),
  }
  return taken ? wrong([CHANGED], checked) : { ...none, checked }
}

const TOO_MUCH = 'These are more than 1,000 files, or longer than 20 MB together. Send them in parts.'
const BROKE_OFF = 'The files broke off on their way. Send them again.'
const CHANGED =
  'The catalogue has changed since these files were checked. Look again at what would happen, then decide.'

function doneInWords({ published, drafts }: { published: number; drafts: number }): string {
  if (published + drafts === 0) return 'All of it was here already. Nothing was changed.'
  return [
    published === 0 ? '' : `${plural(published, 'version is', 'versions are')} published.`,
    drafts === 0 ? '' : `${plural(drafts, 'outline is', 'outlines are')} kept.`,
  ].join(' ')
}

export default function ImportPage({ loaderData: { publisher }, actionData }: Route.ComponentProps) {
  const { problems, more, checked, done } = actionData ?? { problems: [], more: 0, checked: null, done: null }
  const told = problems.map((message) => ({ message, href: checked === null ? '#bring' : '#checked' }))
  return (
    <div className="stackgap">
      <PageHead
        title="Take in files"
        kicker={<a href="/studio">Studio</a>}
        lead={`A badge, a stack or a micro-credential as files, into the catalogue of ${publisher}. They are checked first; nothing is changed before you say so.`}
        work
      />
      <ErrorSummary
        title={
          checked === null
            ? `Not taken in: ${plural(problems.length + more, 'thing is', 'things are')} wrong`
            : 'Look again'
        }
        kept={`Nothing was changed: files are taken in all together or not at all.${more > 0 ? ` Here are the first ${MOST_TOLD}.` : ''}`}
        problems={told}
      />
      {done === null ? null : (
        <Note title={done}>
          <p className="actions">
            <a href="/studio">To the studio</a> <a href="/catalogue">To the catalogue</a>
          </p>
        </Note>
      )}
      {checked === null ? null : <WouldHappen checked={checked} />}
      <Section title={checked === null ? 'Choose files' : 'Choose others'} id="bring">
        <form method="post" encType="multipart/form-data" className="fields">
          <Field name="files" label="Files" hint="YAML, JSON or a ZIP of them; several at once if you like.">
            {(wiring) => (
              <input
                {...wiring}
                className="filedrop"
                type="file"
                name="files"
                multiple
                accept=".yaml,.yml,.json,.zip,application/zip"
              />
            )}
          </Field>
          <Field
            name="folder"
            label="Or a folder"
            hint="Its folders are looked through. Other files in it are left aside."
          >
            {(wiring) => <input {...wiring} {...FOLDER} className="filedrop" type="file" name="folder" multiple />}
          </Field>
          <div className="actions">
            <Button name="intent" value="check">
              Check these files
            </Button>
          </div>
        </form>
      </Section>
      <Section title="What the files are">
        <Facts
          facts={[
            ['One thing a file', 'badge.yaml, stacks/name.yaml, micro-credentials/name.yaml, as an export gives them.'],
            [
              'Versions',
              'A version is published once and never changes. To change a text, raise the version in its file.',
            ],
            ['All or nothing', 'When anything is wrong in any file, none of them is taken in.'],
          ]}
        />
      </Section>
    </div>
  )
}

/** Browsers know it by this name only; the others choose single files. */
const FOLDER = { webkitdirectory: '' }

const KINDS: Record<ThingKind, string> = { badge: 'Badge', stack: 'Stack', 'micro-credential': 'Micro-credential' }

function becomesInWords({ becomes, number }: Checked['rows'][number]): string {
  switch (becomes) {
    case 'new':
      return 'New'
    case 'next version':
      return `Becomes version ${number}`
    case 'outline':
      return 'An outline, still being written'
    case 'unchanged':
      return `Unchanged, it is version ${number}`
  }
}

function WouldHappen({ checked: { rows, unlisted, aside, seal, held } }: { checked: Checked }) {
  const count = rows.filter(({ becomes }) => becomes !== 'unchanged').length
  return (
    <Section title="What would happen" id="checked">
      <Table
        caption={count === 0 ? 'All of it is here already' : `${plural(count, 'thing changes', 'things change')}`}
        rows={rows}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        none="Nothing."
        columns={[
          {
            head: 'Title',
            cell: ({ title, kind, version }) => (
              <>
                {title}
                <small>
                  {KINDS[kind]} {version}
                </small>
              </>
            ),
          },
          { head: 'What happens', cell: becomesInWords },
        ]}
      />
      {unlisted.length === 0 ? null : (
        <p>
          Not listed by its stack yet, so it counts towards nothing before a version of the stack lists it:{' '}
          {unlisted.join(', ')}.
        </p>
      )}
      {aside.length === 0 ? null : (
        <p className="small soft">
          Left aside, since {aside.length === 1 ? 'it is no part' : 'they are no parts'} of a catalogue:{' '}
          {aside.slice(0, 20).join(', ')}
          {aside.length > 20 ? ` and ${aside.length - 20} more` : ''}.
        </p>
      )}
      {count === 0 ? null : (
        <form method="post" encType="multipart/form-data" className="actions">
          <input type="hidden" name="seal" value={seal} />
          <input type="hidden" name="held" value={held} />
          <Button name="intent" value="take in">
            Take {count === 1 ? 'it' : 'them'} in
          </Button>
          <LinkButton variant="second" href="/studio/import">
            Leave it
          </LinkButton>
        </form>
      )}
    </Section>
  )
}
