import { redirect } from 'react-router'
import { isId, newId } from '../../../../platform/database/ids.ts'
import { notFound, notYours, readFields, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Checkbox, Select, TextArea } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { isoDay } from '../../../../ui/words/dates.ts'
import { hasRole } from '../../../people/rules.ts'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import { checkLaunch, launchCohort } from '../../commands/launching.ts'
import { ChooseEducators } from '../../parts/cohorts/ChooseEducators.tsx'
import { CohortFields } from '../../parts/cohorts/CohortFields.tsx'
import { LaunchCheck } from '../../parts/cohorts/LaunchCheck.tsx'
import { LAUNCH_PROBLEMS, type LaunchProblem } from '../../rules/launch.ts'
import { letterTo, WELCOME } from '../../rules/welcome.ts'
import { choosingView, sortedView } from './choosing-view.ts'
import { launchOf, readLaunch, type LaunchWords } from './launch-form.ts'
import { launchPlace, listLaunchable } from './launch-view.ts'
import type { Route } from './+types/new'

export const meta: Route.MetaFunction = () => [{ title: 'Launch a cohort · Mintmark' }]

const DAY_MS = 86_400_000
/** A school year's second half, which a leader changes to what fits */
const USUAL_DAYS = 150

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!hasRole(actor, 'leader')) return notYours()
  const { db, now } = worldOf(context)
  const { searchParams } = new URL(request.url)
  if (!searchParams.has('medallion')) return { medallions: await listLaunchable(db, actor), launch: null }
  const found = await launchPlace(db, actor, searchParams.get('medallion'), searchParams.get('for'))
  if (found === null) return notFound()
  const { medallion, place, places, picks } = found
  const words: LaunchWords = {
    cohortId: newId(),
    name: '',
    starts: isoDay(now(), actor),
    ends: isoDay(new Date(now().getTime() + USUAL_DAYS * DAY_MS), actor),
    coach: '',
    together: '',
    welcome: WELCOME,
    link: false,
    schools: [],
    people: [],
    list: '',
    again: false,
    confirm: [],
    search: '',
    page: 1,
  }
  return {
    medallions: [],
    launch: {
      medallion: { id: medallion.medallionId, title: medallion.title, organisation: medallion.organisationName },
      retired: medallion.retired,
      place: { id: place.id, name: place.name },
      places,
      picks: picks.map(({ microCredentialId, title }) => ({ value: microCredentialId, label: title })),
      words,
      choosing: await choosingView(db, place.id, words),
    },
  }
}

const problemsInWords = (problems: readonly LaunchProblem[]) => problems.map((problem) => LAUNCH_PROBLEMS[problem])

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now, config } = worldOf(context)
  const { searchParams } = new URL(request.url)
  const found = await launchPlace(db, actor, searchParams.get('medallion'), searchParams.get('for'))
  if (found === null) return notFound()
  const { medallion, place, picks } = found
  const { words, problems: unread, intent } = await readLaunch(await readFields(request))
  if (!isId(words.cohortId)) return notFound()
  const given = { db, actor, now: now() }
  const launch = launchOf(words, { medallionId: medallion.medallionId, organisationId: place.id })
  const draw = async (wrong: readonly LaunchProblem[]) => ({
    words,
    choosing: await choosingView(db, place.id, words),
    wrong: [
      ...problemsInWords(wrong),
      ...(wrong.length > 0 ? [] : unread.slice(0, 5).map(({ says }) => ({ field: 'file', message: says }))),
    ],
    check: null,
  })
  if (intent === 'launch') {
    const launched = await launchCohort(given, { cohortId: words.cohortId, ...launch })
    if (launched.ok) throw redirect(`/cohorts/${launched.cohortId}?launched=${launched.offered}`)
    if (launched.reason === 'unknown') return notFound()
    return refused(await draw(launched.reason === 'wrong' ? launched.problems : []))
  }
  if (intent !== 'check') return draw([])
  const checked = await checkLaunch(given, launch)
  if (!checked.ok)
    return checked.reason === 'unknown'
      ? notFound()
      : refused(await draw(checked.reason === 'wrong' ? checked.problems : []))
  const together = picks.find(({ microCredentialId }) => microCredentialId === launch.togetherId)?.title ?? null
  const name = checked.sorted.offered[0]?.name ?? actor.name
  const filling = { name, medallion: medallion.title, link: `${config.publicUrl}/medal` }
  return {
    words,
    choosing: null,
    wrong: [],
    check: {
      sorted: sortedView(checked.sorted, words, unread),
      coach: checked.coachName,
      together,
      letter: words.welcome.trim() === '' ? null : { to: name, text: letterTo(words.welcome, filling, together) },
    },
  }
}

export default function NewCohort({ loaderData: { medallions, launch }, actionData }: Route.ComponentProps) {
  if (launch === null) return <ChooseMedallion medallions={medallions} />
  const { medallion, place, places, picks, retired } = launch
  const words = actionData?.words ?? launch.words
  const wrong = actionData?.wrong ?? []
  const check = actionData?.check ?? null
  const errorOf = (field: string) => wrong.find((problem) => problem.field === field)?.message
  if (retired)
    return (
      <div className="stackgap">
        <PageHead title="Launch a cohort" kicker={medallion.title} work />
        <p>This medallion is retired: it is offered to nobody any more. Take it up again first.</p>
      </div>
    )
  if (check !== null)
    return (
      <div className="stackgap">
        <PageHead
          title={`Check “${words.name.trim()}”`}
          kicker={`${medallion.title} · for ${place.name}`}
          lead="Nothing has happened yet. This is what launching it would do."
          work
        />
        <LaunchCheck words={words} check={check} organisation={place.name} />
      </div>
    )
  return (
    <div className="stackgap">
      <PageHead
        title="Launch a cohort"
        kicker={`${medallion.title} · ${medallion.organisation}`}
        lead="Choose when, with whom, and what they read. You see what it would do before anything is sent."
        work
      />
      <ErrorSummary title="Not ready yet" kept="What you wrote and ticked is kept." problems={wrong} />
      {places.length > 1 ? (
        <form method="get" className="place-form">
          <input type="hidden" name="medallion" value={medallion.id} />
          <Select name="for" label="For" options={places} defaultValue={place.id} />
          <Button variant="second">Change</Button>
          <p className="hint">
            Its leaders, and those of the district, see the cohort. Choose this first: the fields below belong to it.
          </p>
        </form>
      ) : null}
      {/* Without the place on the page that a search went to: what is refused is said at the top. */}
      <form
        method="post"
        action={`/cohorts/new?medallion=${medallion.id}&for=${place.id}`}
        encType="multipart/form-data"
        className="cohort-form"
      >
        {/* Enter in a field only searches or checks; it never launches. */}
        <button className="unseen" name="intent" value="search" tabIndex={-1}>
          Search
        </button>
        <input type="hidden" name="cohort" value={words.cohortId} />
        <Section title="What and when">
          <CohortFields words={words} errorOf={errorOf} />
          <Select
            name="together"
            label="A first micro-credential, done together"
            optional
            error={errorOf('together')}
            options={[{ value: '', label: 'None' }, ...picks]}
            defaultValue={words.together}
          />
        </Section>
        <Section title="Educators">
          <ChooseEducators choosing={actionData?.choosing ?? launch.choosing} words={words} error={errorOf('school')} />
          <Checkbox
            name="link"
            label={`Make an invitation link too, for educators of ${place.name}`}
            hint="You find it on the page of the cohort, and can take it away at any time."
            defaultChecked={words.link}
          />
        </Section>
        <Section title="The letter">
          <TextArea
            name="welcome"
            label="What each of them reads"
            optional
            hint="{name}, {medallion} and {link} are filled in. Leave it empty to send nothing."
            error={errorOf('welcome')}
            defaultValue={words.welcome}
            rows={10}
          />
        </Section>
        <div className="actions ruled">
          <Button name="intent" value="check">
            See what it would do
          </Button>
          <span className="hint">Nothing is sent yet.</span>
        </div>
      </form>
    </div>
  )
}

function ChooseMedallion({ medallions }: { medallions: Awaited<ReturnType<typeof listLaunchable>> }) {
  return (
    <div className="stackgap">
      <PageHead title="Launch a cohort" lead="Which medallion do they work on?" work />
      {medallions.length === 0 ? (
        <Empty title="No medallion is published yet" action={<LinkButton href="/design">Design one</LinkButton>}>
          A cohort works on a medallion of your school or district. Publish one first.
        </Empty>
      ) : (
        <ul>
          {medallions.map(({ id, title, needed, organisation, medal }) => (
            <li className="row" key={id}>
              <Seal svg={medallionSeal(medal.monogram, medal.petals, 72, '')} />
              <div>
                <a href={`/cohorts/new?medallion=${id}`}>{title}</a>
                <span className="state">
                  {organisation} · {needed} needed
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
