import { z } from 'zod'
import { readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Checkbox, Select } from '../../../ui/forms/Field.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { findPreference, writePreference } from '../queries/reminders/preferences.ts'
import { loadStandings } from '../queries/reminders/standing.ts'
import { sentenceOf } from '../rules/reminders/letter.ts'
import { stepsOf } from '../rules/reminders/steps.ts'
import type { Route } from './+types/reminders'

export const meta: Route.MetaFunction = () => [{ title: 'Reminders · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const { personId, timeZone } = requireActor(context, request)
  const { db, now } = worldOf(context)
  const [wish, standings] = await Promise.all([findPreference(db, personId), loadStandings(db, [personId])])
  const standing = standings.get(personId)
  const steps = standing === undefined ? [] : stepsOf(standing, now())
  return {
    wish,
    timeZone,
    steps: steps.map((step) => ({
      key: `${step.kind} ${step.subjectId}`,
      sentence: sentenceOf(step),
      path: step.path,
      title: step.next ?? step.title,
    })),
  }
}

const form = z.object({
  wanted: z.literal('on').optional(),
  from: z.coerce.number().int().min(12).max(24),
  until: z.coerce.number().int().min(0).max(12),
})

export async function action({ request, context }: Route.ActionArgs) {
  const { personId } = requireActor(context, request)
  const { db, now } = worldOf(context)
  const asked = form.safeParse(await readWords(request))
  if (!asked.success) return refused({ said: null, wrong: 'Choose both hours from the lists.' })
  const { wanted, from: quietFrom, until: quietUntil } = asked.data
  await writePreference(db, personId, { wanted: wanted === 'on', quietFrom, quietUntil }, now())
  const said =
    wanted === 'on' ? 'Saved.' : 'Saved. You get no more reminders, until you tick them again. Nobody else is told.'
  return { said, wrong: null }
}

const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
const hours = (from: number, until: number) =>
  Array.from({ length: until - from + 1 }, (_, place) => ({
    value: String(from + place),
    label: from + place === 24 ? 'midnight' : hourText(from + place),
  }))

export default function Reminders({ loaderData: { wish, timeZone, steps }, actionData }: Route.ComponentProps) {
  const { said, wrong } = actionData ?? { said: null, wrong: null }
  return (
    <div className="narrow stackgap">
      <PageHead
        kicker="Your account"
        title="Reminders"
        lead="One letter a week at most, with your next steps. Never in the evening, at the weekend or on a holiday."
      />
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary
        title="Not saved yet"
        kept="Everything stays as it was."
        problems={wrong === null ? [] : [{ field: 'from', message: wrong }]}
      />
      <form method="post" className="stackgap">
        <Checkbox
          name="wanted"
          defaultChecked={wish.wanted}
          label="Send me reminders by mail"
          hint="Your leaders and coaches never see what you choose here."
        />
        <div className="hourpair">
          <Select name="from" label="Quiet from" short options={hours(12, 24)} defaultValue={String(wish.quietFrom)} />
          <Select name="until" label="Until" short options={hours(0, 12)} defaultValue={String(wish.quietUntil)} />
        </div>
        <p className="hint">By the clock of {timeZone.replaceAll('_', ' ')}.</p>
        <Button>Save</Button>
      </form>
      <Section title="What you would be reminded of today">
        {steps.length === 0 ? (
          <Empty title="Nothing waits for you">
            You are reminded when feedback waits, when only one is left for a medallion, or when something you began or
            were offered has rested for a while.
          </Empty>
        ) : (
          <ul className="nextlist">
            {steps.map(({ key, sentence, path, title }) => (
              <li key={key}>
                <p>{sentence}</p>
                <a href={path}>Go to {title}</a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}
