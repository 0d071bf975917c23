import { redirect } from 'react-router'
import { MicroCredentialRow } from '../../catalogue/parts/MicroCredentialRow.tsx'
import { findPublisherId } from '../../catalogue/queries/tree.ts'
import { emblem } from '../../catalogue/rules/emblems/emblems.ts'
import { workplace } from '../../people/rules.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { byDay } from '../../../ui/words/dates.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextArea, TextField } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, plural } from '../../../ui/words/words.ts'
import { addToPlan, changePlanItem, movePlanItem, removeFromPlan, setGoal, type Planned } from '../commands/plan.ts'
import type { Given } from '../commands/draft.ts'
import { formText } from './form-text.ts'
import { loadPlanView } from './plan-view.ts'
import type { Route } from './+types/plan'

export const meta: Route.MetaFunction = () => [{ title: 'My plan · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const place = workplace(actor)
  const publisherId = await findPublisherId(db)
  if (place === null || publisherId === null) return notFound()
  const text = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200)
  return loadPlanView(db, actor, { publisherId, orgId: place.orgId, text })
}

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const form = await readFields(request)
  const text = (name: string): string => formText(form, name)
  const [verb = '', subject = ''] = text('intent').split(':')
  const done = await follow({ db, actor, now: now() }, verb, subject, text)
  if (done === null || (!done.ok && done.reason !== 'bad_date')) return notFound()
  if (!done.ok) return refused({ id: subject, targetDate: text('targetDate'), why: text('why') })
  const query = text('q')
  return redirect(
    verb === 'add' ? `/plan${query === '' ? '' : `?q=${encodeURIComponent(query)}`}#chosen` : '/plan#chosen',
  )
}

async function follow(
  given: Given,
  verb: string,
  subject: string,
  text: (name: string) => string,
): Promise<Planned | null> {
  if (verb === 'goal') return setGoal(given, text('goal'))
  if (verb === 'add') return addToPlan(given, subject)
  if (!isId(subject)) return null
  if (verb === 'change') return changePlanItem(given, { id: subject, targetDate: text('targetDate'), why: text('why') })
  if (verb === 'up' || verb === 'down') return movePlanItem(given, { id: subject, direction: verb })
  return verb === 'remove' ? removeFromPlan(given, subject) : null
}

export default function Plan({ loaderData: view, actionData }: Route.ComponentProps) {
  const wrong =
    actionData === undefined
      ? []
      : [{ field: `targetDate-${actionData.id}`, message: 'Write the date as a day that exists.' }]
  return (
    <>
      <PageHead
        work
        title="My plan"
        lead="What you want to get better at, and the micro-credentials that get you there, in your order."
      >
        <ErrorSummary title="Not saved yet" kept="What you wrote is kept below." problems={wrong} />
        <form method="post" className="stackgap">
          <TextArea
            name="goal"
            label="Your goal"
            hint="In your own words. Only you read it."
            rows={2}
            defaultValue={view.goal}
          />
          <Button variant="second" name="intent" value="goal">
            Save your goal
          </Button>
        </form>
        {view.toRead === 0 ? null : (
          <Note
            title={view.toRead === 1 ? 'A colleague waits for you.' : `${plural(view.toRead, 'draft')} wait for you.`}
          >
            <p>
              <a href="/coaching">Read what you are asked to read</a> before it is handed in.
            </p>
          </Note>
        )}
      </PageHead>
      <Section title="What you chose" id="chosen">
        {view.items.length === 0 ? (
          <Empty
            title="Nothing is planned yet"
            drawing={
              <Seal
                svg={emblem(
                  'mintmark',
                  { figure: 'instruction', ink: 2, salt: 30, numeral: 'II', title: '' },
                  'untouched',
                  120,
                  '',
                )}
              />
            }
            action={<LinkButton href="/catalogue">Look through the catalogue</LinkButton>}
          >
            Search below and add what you want to earn. Most people begin with something they already teach well, and
            put one stretch beside it.
          </Empty>
        ) : (
          <>
            <p className="soft">
              {view.items.length} chosen, {hoursInWords(view.hours)} when all are earned.
            </p>
            <ol>
              {view.items.map((item, place) => (
                <PlanItem
                  key={item.id}
                  item={item}
                  first={place === 0}
                  last={place === view.items.length - 1}
                  timeZone={view.timeZone}
                  draft={actionData?.id === item.id ? actionData : null}
                />
              ))}
            </ol>
          </>
        )}
      </Section>
      <Section title="Add to your plan" id="add">
        <search>
          <form method="get" action="/plan#add">
            <div className="field">
              <label htmlFor="q">Search the catalogue</label>
              <div className="search">
                <input type="search" id="q" name="q" defaultValue={view.text} />
                <Button variant="second">Search</Button>
              </div>
            </div>
          </form>
        </search>
        {view.found === null ? null : <Found found={view.found} text={view.text} nearWords={view.nearWords} />}
      </Section>
    </>
  )
}

type View = Route.ComponentProps['loaderData']
type Item = View['items'][number]

function PlanItem(given: {
  item: Item
  first: boolean
  last: boolean
  timeZone: string
  draft: { targetDate: string; why: string } | null
}) {
  const { item, first, last, timeZone, draft } = given
  const { id, title, pursuitId, words, targetDate, why } = item
  const state = targetDate === null || item.inking === 'earned' ? words : `${words}, ${byDay(targetDate, { timeZone })}`
  return (
    <li className="planned">
      <ul>
        <MicroCredentialRow
          {...item}
          state={state}
          {...(pursuitId === null ? {} : { href: `/pursuits/${pursuitId}` })}
        />
      </ul>
      {why === '' ? null : <p className="typed small">{why}</p>}
      <div className="actions small">
        {item.canStart ? (
          <form method="post" action="/pursuits">
            <input type="hidden" name="micro_credential" value={item.slug} />
            <button className="textbutton">
              Start<span className="unseen"> {title}</span>
            </button>
          </form>
        ) : null}
        <form method="post" className="actions">
          {first ? null : <Small value={`up:${id}`} verb="Move up" title={title} />}
          {last ? null : <Small value={`down:${id}`} verb="Move down" title={title} />}
          <Small value={`remove:${id}`} verb="Remove" title={title} />
        </form>
      </div>
      <details open={draft !== null}>
        <summary className="small">
          Date and reason<span className="unseen"> for {title}</span>
        </summary>
        <form method="post" className="stackgap">
          <TextField
            id={`field-targetDate-${id}`}
            name="targetDate"
            type="date"
            label="By when"
            optional
            short
            defaultValue={draft?.targetDate ?? targetDate ?? ''}
            error={draft === null ? undefined : 'Write the date as a day that exists.'}
          />
          <TextField
            id={`field-why-${id}`}
            name="why"
            label="Why this one"
            optional
            maxLength={500}
            defaultValue={draft?.why ?? why}
          />
          <Button variant="second" compact name="intent" value={`change:${id}`}>
            Save
          </Button>
        </form>
      </details>
    </li>
  )
}

function Small({ value, verb, title }: { value: string; verb: string; title: string }) {
  return (
    <button className="textbutton" name="intent" value={value}>
      {verb}
      <span className="unseen"> {title}</span>
    </button>
  )
}

function Found({ found, text, nearWords }: { found: NonNullable<View['found']>; text: string; nearWords: string[] }) {
  if (found.length === 0)
    return (
      <p>
        Nothing in the catalogue speaks of “{text}”.{' '}
        {nearWords.length === 0 ? 'Try another word.' : `Did you mean ${nearWords.join(', ')}?`}
      </p>
    )
  return (
    <form method="post">
      <input type="hidden" name="q" value={text} />
      <ul>
        {found.map(({ slug, title, style, state, planned }) => (
          <li className="row" key={slug}>
            <Seal svg={emblem(slug, style, 'untouched', 40, '')} />
            <a href={`/micro-credentials/${slug}`}>
              {title}
              {state === 'outline' ? <span className="state">Still being written</span> : null}
            </a>
            {planned ? (
              <span className="small soft">In your plan</span>
            ) : (
              <Button variant="second" compact name="intent" value={`add:${slug}`}>
                Add<span className="unseen"> {title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </form>
  )
}
