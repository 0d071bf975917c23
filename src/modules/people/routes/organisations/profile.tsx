import { useState } from 'react'
import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { describeOrganisation, savingSeen } from '../../commands/profile.ts'
import { Crest } from '../../parts/Crest.tsx'
import { can } from '../../policy.ts'
import { findOrganisation } from '../../queries/organisations.ts'
import { findProfile, findProfileSaving } from '../../queries/profiles.ts'
import { inkSentence, nearestInk, readInk } from '../../rules/ink.ts'
import { MOST_GOALS, proposedMonogram, PROPOSED_INK, type WrittenProfile } from '../../rules/profile.ts'
import { saying } from './view.ts'
import type { Route } from './+types/profile'

export const meta: Route.MetaFunction = () => [{ title: 'What we stand for · Mintmark' }]

/** Fields of a new goal that stand empty below those that are there. */
const ROOM = 2

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const organisation = isId(params.id) ? await findOrganisation(db, params.id) : null
  if (organisation === null || !can(actor, { action: 'describe an organisation', subject: organisation })) notFound()
  const { id, name } = organisation
  const [said, saving] = await Promise.all([findProfile(db, id), findProfileSaving(db, id)])
  const words: WrittenProfile = said ?? { monogram: proposedMonogram(name), ink: PROPOSED_INK, mission: '', goals: [] }
  return { id, name, words, seen: savingSeen(saving) }
}

/** The words of the form, cut where they are longer than anything that could be kept or shown again. */
function wordsOf(raw: Record<string, string | undefined>): WrittenProfile {
  const field = (name: string) => (raw[name] ?? '').slice(0, 20_000)
  return {
    monogram: field('monogram').slice(0, 50),
    ink: field('ink').slice(0, 50),
    mission: field('mission'),
    goals: Array.from({ length: MOST_GOALS }, (_, i) => ({
      id: field(`goal-${i}-id`),
      name: field(`goal-${i}-name`),
      text: field(`goal-${i}-text`),
    })),
  }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const raw = await readWords(request)
  if (!isId(params.id)) notFound()
  const sent = wordsOf(raw)
  const words = raw['intent'] === 'nearest' ? { ...sent, ink: nearestInk(readInk(sent.ink) ?? PROPOSED_INK) } : sent
  const seen = raw['seen'] ?? ''
  const kept = await describeOrganisation({ db, actor, now: now() }, { id: params.id, written: words, seen })
  if (kept.ok) return redirect(saying(`/organisations/${params.id}`, 'described'))
  if (kept.reason === 'unknown') notFound()
  if (kept.reason === 'wrong') return refused({ words, seen, wrong: kept.faults })
  const message = `${kept.by} has saved other words since you opened this page. Open it in another tab to read them. Save again to put yours in their place.`
  return refused({ words, seen: kept.seen, wrong: [{ field: 'mission', message }] })
}

export default function ProfilePage({ loaderData, actionData: sent }: Route.ComponentProps) {
  const { id, name } = loaderData
  const { words, seen } = sent ?? loaderData
  const wrong = sent?.wrong ?? []
  const errorOf = (field: string) => wrong.find((fault) => fault.field === field)?.message
  const written = words.goals.filter((goal) => goal.name !== '' || goal.text !== '').length
  const goals = Array.from(
    { length: Math.min(MOST_GOALS, written + ROOM) },
    (_, i) => words.goals[i] ?? { id: '', name: '', text: '' },
  )
  return (
    <div className="stackgap">
      <PageHead
        title="How we look and what we stand for"
        kicker={<a href={`/organisations/${id}`}>{name}</a>}
        lead="Every medallion of yours begins from these words and is drawn round these letters. Anyone may read them on its public page."
        work
      />
      <ErrorSummary title="Not saved yet" kept="What you wrote is kept." problems={wrong} />
      <form method="post" className="stackgap">
        <input type="hidden" name="seen" value={seen} />
        <Look monogram={words.monogram} ink={words.ink} errorOf={errorOf} />
        <Section title="What we stand for">
          <TextArea
            name="mission"
            label="Mission"
            hint="A few sentences, in your own words."
            defaultValue={words.mission}
            error={errorOf('mission')}
            rows={5}
            required
          />
        </Section>
        <Section title="Goals">
          <p>
            Name what follows from your mission, {MOST_GOALS} goals at most. Each pick of a medallion says which of them
            it serves. To take a goal away, empty both fields.
          </p>
          <ul className="goalfields">
            {goals.map((goal, i) => (
              <li key={i} className="stackgap">
                <input type="hidden" name={`goal-${i}-id`} value={goal.id} />
                <TextField
                  name={`goal-${i}-name`}
                  label={`Goal ${i + 1}`}
                  defaultValue={goal.name}
                  error={errorOf(`goal-${i}-name`)}
                  autoComplete="off"
                  optional={i > 0}
                />
                <TextArea
                  name={`goal-${i}-text`}
                  label="What it means here"
                  defaultValue={goal.text}
                  error={errorOf(`goal-${i}-text`)}
                  rows={2}
                  optional
                />
              </li>
            ))}
          </ul>
          {goals.length < MOST_GOALS ? (
            <p className="hint">There is room for another goal each time you save.</p>
          ) : null}
          <div className="actions">
            <Button name="intent" value="save">
              Save
            </Button>
          </div>
        </Section>
      </form>
    </div>
  )
}

/** Letters and ink, with the crest that they make; it follows what is typed where script runs. */
function Look(props: { monogram: string; ink: string; errorOf: (field: string) => string | undefined }) {
  const [monogram, setMonogram] = useState(props.monogram)
  const [written, setInk] = useState(props.ink)
  const ink = readInk(written)
  const sentence = ink === null ? null : inkSentence(ink)
  return (
    <Section title="How we look">
      <div className="look">
        <div className="papers">
          {(['light', 'dark'] as const).map((paper) => (
            <span key={paper} className={`paper ${paper}`}>
              <Crest monogram={Array.from(monogram.trim()).slice(0, 3).join('')} ink={ink ?? PROPOSED_INK} size={112} />
            </span>
          ))}
        </div>
        <div className="stackgap">
          <TextField
            name="monogram"
            label="Letters of the crest"
            hint="One to three."
            defaultValue={props.monogram}
            onInput={(event) => setMonogram(event.currentTarget.value)}
            error={props.errorOf('monogram')}
            autoComplete="off"
            short
            required
          />
          <TextField
            name="ink"
            label="Ink"
            hint="A colour such as #486bb8. It must be seen on light and on dark paper."
            defaultValue={props.ink}
            onInput={(event) => setInk(event.currentTarget.value)}
            error={sentence ?? props.errorOf('ink')}
            autoComplete="off"
            spellCheck={false}
            short
            required
          />
          {ink === null || sentence === null ? null : (
            <Button variant="second" name="intent" value="nearest" compact>
              <svg width="20" height="20" aria-hidden="true">
                <rect width="20" height="20" fill={nearestInk(ink)} />
              </svg>
              Use {nearestInk(ink)} and save
            </Button>
          )}
        </div>
      </div>
    </Section>
  )
}
