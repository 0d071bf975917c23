import { redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { plural } from '../../../ui/words/words.ts'
import { hasRole } from '../../people/rules.ts'
import { addChecked, checkCase, discardChecked, type CaseAdded } from '../commands/frameworks/case.ts'
import { Checked } from '../parts/frameworks/Checked.tsx'
import { Outline } from '../parts/frameworks/Outline.tsx'
import { Standing } from '../parts/frameworks/Standing.tsx'
import { can } from '../policy.ts'
import { findCheck } from '../queries/frameworks/checks.ts'
import { listEditionComponents, listFrameworks } from '../queries/frameworks/read.ts'
import { findPublisherId } from '../queries/tree.ts'
import { checkedView } from './checked-view.ts'
import { readSent } from './sent-case.ts'
import type { Route } from './+types/frameworks'

export const meta: Route.MetaFunction = () => [{ title: 'Frameworks · Mintmark' }]

/** Components of one edition on a page. */
const PAGE = 300

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!hasRole(actor, 'admin') && !hasRole(actor, 'author')) return notYours()
  const { db } = worldOf(context)
  const orgId = (await findPublisherId(db)) ?? notFound()
  const keeps = can(actor, { action: 'keep frameworks', subject: { publisherId: orgId } })
  const { searchParams } = new URL(request.url)
  const frameworks = await listFrameworks(db, orgId)
  const chosen = frameworks
    .flatMap(({ editions }) => editions)
    .find((edition) => edition.id === searchParams.get('edition'))
  const pages = Math.max(1, Math.ceil((chosen?.components ?? 0) / PAGE))
  const page = Math.max(1, Math.min(pages, Math.trunc(Number(searchParams.get('page'))) || 1))
  const check = keeps ? await findCheck(db, { orgId, personId: actor.personId }) : null
  return {
    keeps,
    checked: check === null ? null : await checkedView(db, orgId, check),
    frameworks: frameworks.map(({ key, name, note, editions }) => ({
      key,
      name,
      note,
      publishers: [...new Set(editions.map(({ publisher }) => publisher))].join(', '),
      editions: editions.map((edition) => ({
        id: edition.id,
        title: edition.name === name ? edition.edition : `${edition.name}, ${edition.edition}`,
        source: edition.source,
        verified: edition.verified,
        note: edition.note,
        components: edition.components,
      })),
    })),
    chosen:
      chosen === undefined
        ? null
        : {
            id: chosen.id,
            title: `${chosen.name}, ${chosen.edition}`,
            source: chosen.source,
            verified: chosen.verified,
            note: chosen.note,
            documentUri: chosen.documentUri,
            page,
            pages,
            components: await listEditionComponents(db, orgId, chosen.id, { limit: PAGE, offset: (page - 1) * PAGE }),
          },
  }
}

const SAYS = {
  changed: 'What is here changed after the file was checked. Look again at what would happen, then decide.',
  taken: 'Another framework has this title and version already.',
} satisfies Record<Exclude<(CaseAdded & { ok: false })['reason'], 'unknown'>, string>

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const orgId = (await findPublisherId(db)) ?? notFound()
  if (!can(actor, { action: 'keep frameworks', subject: { publisherId: orgId } })) return notYours()
  const given = { db, actor, now: now() }
  const wrong = (title: string, reasons: string[], text = '') => refused({ title, reasons, text })
  const sent = await readSent(request)
  if ('broken' in sent) return wrong('Not checked', [sent.broken], sent.text)
  if ('file' in sent) {
    const checked = await checkCase(given, { orgId, fileName: sent.file, text: sent.content })
    if (checked.ok) return redirect('/frameworks#checked')
    if (checked.reason === 'unknown') return notYours()
    return wrong(
      `Not taken: ${plural(checked.problems.length, 'thing is', 'things are')} wrong with this file`,
      checked.problems.map(({ line, reason }) =>
        line > 0 ? `Line ${line.toLocaleString('en-GB')}: ${reason}` : reason,
      ),
      sent.text,
    )
  }
  const { intent, check: checkId = '', over = '' } = sent.words
  if (!isId(checkId)) return notFound()
  if (intent === 'discard') {
    await discardChecked(given, { orgId, checkId })
    return redirect('/frameworks')
  }
  if (intent !== 'add') return notFound()
  const added = await addChecked(given, { orgId, checkId, over })
  if (added.ok) return redirect(`/frameworks?edition=${added.editionId}#components`)
  return added.reason === 'unknown' ? redirect('/frameworks') : wrong('Not added yet', [SAYS[added.reason]])
}

type View = Route.ComponentProps['loaderData']

export default function Frameworks({ loaderData, actionData }: Route.ComponentProps) {
  const { keeps, checked, frameworks, chosen } = loaderData
  return (
    <div className="stackgap">
      <PageHead
        title="Frameworks"
        lead="What micro-credentials can be aligned to, and how sure the words of each edition are."
        work
      />
      <ErrorSummary
        title={actionData?.title ?? ''}
        kept="Nothing was changed."
        problems={(actionData?.reasons ?? []).map((message) => ({ message, href: '#bring' }))}
      />
      {checked === null ? null : <Checked view={checked} />}
      {chosen === null ? null : <Chosen chosen={chosen} />}
      <Section title="Frameworks here">
        {frameworks.map(({ key, name, publishers, note, editions }, place) => (
          <section key={key} className={place === 0 ? 'stackgap' : 'ruled stackgap'}>
            <div>
              <h3>{name}</h3>
              <p className="soft">{publishers}</p>
            </div>
            <ul className="stackgap">
              {editions.map((edition) => (
                <li key={edition.id}>
                  <p>
                    <a href={`/frameworks?edition=${edition.id}#components`}>{edition.title}</a>,{' '}
                    {plural(edition.components, 'component')}
                  </p>
                  <p>
                    <Standing {...edition} />
                  </p>
                </li>
              ))}
            </ul>
            {note === '' ? null : <p className="small soft">{note}</p>}
          </section>
        ))}
      </Section>
      {keeps ? <Bring text={actionData?.text ?? ''} /> : null}
    </div>
  )
}

function Chosen({ chosen }: { readonly chosen: NonNullable<View['chosen']> }) {
  const { id, title, documentUri, page, pages, components } = chosen
  return (
    <Section title={title} id="components">
      <p>
        <Standing {...chosen} /> {documentUri === null ? null : <a href={documentUri}>Its CASE document</a>}
      </p>
      <Outline components={components} />
      {pages > 1 ? (
        <nav aria-label="Pages" className="actions">
          {page > 1 ? <a href={`?edition=${id}&page=${page - 1}#components`}>Previous page</a> : null}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages ? <a href={`?edition=${id}&page=${page + 1}#components`}>Next page</a> : null}
        </nav>
      ) : null}
    </Section>
  )
}

function Bring({ text }: { readonly text: string }) {
  return (
    <Section title="Bring in a framework" id="bring">
      <p>
        States and other publishers give their frameworks out as CASE files (CFPackage, JSON). The file is checked
        first: you see what would be added, changed or removed, and nothing happens before you say so.
      </p>
      <form method="post" encType="multipart/form-data" className="fields">
        <Field name="file" label="A CASE file" optional hint="At most 6 million letters and 20,000 items.">
          {(wiring) => (
            <input {...wiring} className="filedrop" type="file" name="file" accept=".json,application/json" />
          )}
        </Field>
        <TextArea
          name="text"
          label="Or its text"
          optional
          hint="From the first { to the last }."
          defaultValue={text}
          rows={6}
          spellCheck={false}
        />
        <div className="actions">
          <Button name="intent" value="check">
            Check this framework
          </Button>
        </div>
      </form>
    </Section>
  )
}
