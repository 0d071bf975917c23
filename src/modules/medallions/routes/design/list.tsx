import { redirect } from 'react-router'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import type { Given } from '../../commands/designing/hold.ts'
import { startDraft, type From } from '../../commands/drafts.ts'
import { retireMedallion, takeUpMedallion } from '../../commands/publish.ts'
import { Begin } from '../../parts/desk/Begin.tsx'
import { DraftRows } from '../../parts/desk/DraftRows.tsx'
import { OwnMedallion } from '../../parts/desk/OwnMedallion.tsx'
import { loadDesk, type DeskMedallion } from './list-view.ts'
import type { Route } from './+types/list'

export const meta: Route.MetaFunction = () => [{ title: 'Your medallions · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const desk = await loadDesk(worldOf(context).db, actor)
  if (!desk.designs && desk.toRead.length === 0) return notYours()
  return { ...desk, published: new URL(request.url).searchParams.get('published') }
}

const SAYS = {
  because_missing: 'Say why it is retired. Its page shows the reason.',
  because_long: 'Say it in at most 500 letters.',
  changed: 'Somebody else did that meanwhile. This is how it stands now.',
  retired: 'It is retired. Take it up again first, then write its next version.',
} as const
type Wrong = { says: keyof typeof SAYS; medallion: string; because: string }

const FROM = /^(example|version|medallion):([\w-]{1,100})$/

function fromOf(value: string): From | null | undefined {
  if (value === '') return undefined
  const [, kind, id = ''] = FROM.exec(value) ?? []
  if (kind === 'example') return { example: id }
  if (kind === 'version') return { version: id }
  return kind === 'medallion' ? { medallion: id } : null
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const given: Given = { db, actor, now: now() }
  const words = await readWords(request)
  if (words['intent'] === 'start') return start(given, words)
  const { medallion = '', because = '' } = words
  const done =
    words['intent'] === 'retire'
      ? await retireMedallion(given, { medallionId: medallion, because })
      : words['intent'] === 'take up'
        ? await takeUpMedallion(given, medallion)
        : notFound()
  if (done.ok) return redirect(`/design#medallion-${medallion}`)
  return done.reason === 'unknown' ? notFound() : refused<Wrong>({ says: done.reason, medallion, because })
}

async function start(given: Given, { organisation = '', from: sent = '' }: Record<string, string | undefined>) {
  const from = fromOf(sent)
  if (from === null) return notFound()
  const started = await startDraft(given, { organisationId: organisation, ...(from === undefined ? {} : { from }) })
  if (started.ok) return redirect(`/design/${started.draftId}`)
  if (started.reason === 'unknown') return notFound()
  const medallion = from !== undefined && 'medallion' in from ? from.medallion : ''
  return refused<Wrong>({ says: started.reason, medallion, because: '' })
}

export default function DesignPage({ loaderData: view, actionData: wrong }: Route.ComponentProps) {
  const { designs, medallions, drafts, toRead, timeZone, places, leads } = view
  const published = medallions.find(({ id }) => id === view.published)
  const field =
    wrong === undefined || wrong.says.startsWith('because') ? `because-${wrong?.medallion ?? ''}` : undefined
  return (
    <>
      <PageHead
        title={designs ? 'Your medallions' : 'Drafts to read'}
        lead={
          designs
            ? 'What you ask of your educators, for your own mission.'
            : 'A colleague designs a medallion, and asks what you think of it.'
        }
        work
      />
      {wrong === undefined ? null : (
        <ErrorSummary title="Nothing was changed" kept="" problems={[{ message: SAYS[wrong.says], field }]} />
      )}
      {published === undefined ? null : <Published medallion={published} leads={leads} />}
      <div className={designs ? 'desk' : undefined}>
        <div>
          {designs && medallions.length === 0 && drafts.length === 0 ? <NothingYet /> : null}
          {medallions.length === 0 ? null : (
            <Section title="Published">
              <ul className="ownmedallions">
                {medallions.map((medallion) => (
                  <OwnMedallion
                    key={medallion.id}
                    medallion={medallion}
                    several={places.length > 1}
                    leads={leads}
                    timeZone={timeZone}
                    wrong={
                      wrong?.medallion === medallion.id && wrong.says.startsWith('because')
                        ? { says: SAYS[wrong.says], because: wrong.because }
                        : null
                    }
                  />
                ))}
              </ul>
            </Section>
          )}
          {drafts.length === 0 ? null : (
            <Section title="Drafts">
              <DraftRows rows={drafts} to="" timeZone={timeZone} />
            </Section>
          )}
          {toRead.length === 0 ? null : designs ? (
            <Section title="To read">
              <p>Colleagues ask what you think of these.</p>
              <DraftRows rows={toRead} to="/read" timeZone={timeZone} />
            </Section>
          ) : (
            <DraftRows rows={toRead} to="/read" timeZone={timeZone} />
          )}
        </div>
        {designs ? (
          <aside className="beside stackgap" aria-labelledby="begin">
            <h2 id="begin">Start a medallion</h2>
            <Begin places={places} examples={view.examples} others={view.others} />
          </aside>
        ) : null}
      </div>
    </>
  )
}

const Published = ({ medallion: { id, title, number, href }, leads }: { medallion: DeskMedallion; leads: boolean }) => (
  <Note title={`${title} is published${number === 1 ? '' : ` as version ${number}`}.`}>
    <p>
      {number === 1
        ? 'From now on this version never changes. Now offer it to your educators, and tell others.'
        : 'Whoever is under way is told of it on their page, and chooses whether to move.'}
    </p>
    <p className="actions">
      {leads ? <LinkButton href={`/cohorts/new?medallion=${id}`}>Launch a cohort</LinkButton> : null}
      <a href={href}>Its public page</a>
      <a href={`${href}/poster`}>A poster to print</a>
    </p>
  </Note>
)

function NothingYet() {
  return (
    <Empty
      title="You have no medallion yet"
      heading="h2"
      drawing={<Seal svg={medallionSeal('', [], 200, '')} />}
      action={
        <LinkButton href="/medallions" variant="second">
          See those of others
        </LinkButton>
      }
    >
      A medallion is what your school or district asks of its educators for its own mission: 8 to 12 micro-credentials
      out of the catalogue, each with a line on how it serves. You design it in a draft, colleagues read it, and once it
      is published educators take it up. Whoever earns all of it is awarded it by itself, in your name.
    </Empty>
  )
}
