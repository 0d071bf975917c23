import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { answerOffer } from '../modules/medallions/commands/answers.ts'
import { saveDraft } from '../modules/medallions/commands/designing/saving.ts'
import { startDraft } from '../modules/medallions/commands/drafts.ts'
import { launchCohort } from '../modules/medallions/commands/launching.ts'
import { publishMedallion } from '../modules/medallions/commands/publish.ts'
import { medallionDraftShape } from '../modules/medallions/rules/content.ts'
import { WELCOME } from '../modules/medallions/rules/welcome.ts'
import { describeOrganisation } from '../modules/people/commands/profile.ts'
import type { Organisation } from '../modules/people/queries/organisations.ts'
import { askCoach } from '../modules/submissions/commands/coaching/ask.ts'
import { listPursuits } from '../modules/submissions/queries/pursuits.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/database/ids.ts'
import { dayAhead, momentBefore, seasonOf } from './days.ts'
import { done, type Setting, type Step } from './live.ts'

const shape = z.strictObject({
  profile: z.strictObject({
    monogram: z.string(),
    ink: z.string(),
    mission: z.string(),
    goals: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  }),
  medallion: medallionDraftShape,
})
type Riverbend = z.infer<typeof shape>

/** What the demo district says of itself, and its medallion. */
export async function readRiverbend(): Promise<Riverbend> {
  const path = fileURLToPath(new URL('./work/riverbend-medallion.yaml', import.meta.url))
  return shape.parse(parse(await readFile(path, 'utf8')))
}

/** Who accepted, and in how many business days before today; one more was asked and has not answered. */
const ACCEPTED = { educator: 22, hana: 22, dev: 21, lucia: 19 } as const
const UNANSWERED = 'assessor-2'

const QUESTION =
  'I stopped at “Good enough means”: how would you say it so that seventh graders can check it themselves? And is one kitchen manager enough of somebody outside the class?'

/** A leader says what the district stands for, designs its medallion and launches a cohort; an educator asks the coach. */
export function stepsOfMedallion(
  { db, now }: Setting,
  { profile, medallion }: Riverbend,
  { places, people }: { places: { district: Organisation }; people: (key: string) => Actor },
): Step[] {
  const leader = people('leader')
  const organisationId = places.district.id
  const made = { medallionId: '' }
  const on = (days: number, time: string, actor: Actor, run: (given: Given) => Promise<void>): Step => {
    const at = momentBefore(now, days, time)
    return { at, run: () => run({ db, actor, now: at }) }
  }
  type Given = { db: Setting['db']; actor: Actor; now: Date }

  const describe = async (given: Given) => {
    const written = { ...profile, goals: profile.goals.map((goal) => ({ id: '', ...goal })) }
    done(await describeOrganisation(given, { id: organisationId, written, seen: '' }), 'profile')
  }
  const design = async (given: Given) => {
    const { draftId } = done(await startDraft(given, { organisationId }), 'draft')
    done(await saveDraft(given, { draftId, content: medallion, baseRevision: 1 }), 'medallion')
    made.medallionId = done(await publishMedallion(given, { draftId, changeNote: '' }), 'publish').medallionId
  }
  const launch = async (given: Given) => {
    const personIds = [...Object.keys(ACCEPTED), UNANSWERED].map((key) => people(key).personId)
    const launched = await launchCohort(given, {
      cohortId: newId(),
      medallionId: made.medallionId,
      organisationId,
      name: seasonOf(now),
      startsOn: dayAhead(given.now, 1),
      endsOn: dayAhead(now, 157),
      coachEmail: 'author@riverbend.example',
      togetherId: null,
      welcome: WELCOME,
      link: true,
      chosen: { organisationIds: [], personIds, emails: [] },
      again: false,
      confirmed: [],
    })
    done(launched, 'cohort')
  }
  const ask = async (given: Given) => {
    const mine = await listPursuits(db, given.actor.personId)
    const pursuitId = mine.find(({ slug }) => slug === 'designing-authentic-tasks')?.pursuitId ?? ''
    const coachId = people('author').personId
    done(await askCoach(given, { pursuitId, coachId, email: '', question: QUESTION }), 'coach')
  }
  return [
    on(42, '15:10', leader, describe),
    on(38, '14:30', leader, design),
    on(23, '10:15', leader, launch),
    ...Object.entries(ACCEPTED).map(([key, days]) =>
      on(days, '12:40', people(key), async (given) => {
        done(await answerOffer(given, { medallionId: made.medallionId, answer: 'accept' }), key)
      }),
    ),
    on(1, '21:20', people('educator'), ask),
  ]
}
