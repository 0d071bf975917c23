import { redirect } from 'react-router'
import { notFound, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import { joinByLink } from '../../commands/answers.ts'
import { can } from '../../policy.ts'
import { findCohortByToken } from '../../queries/cohorts.ts'
import { findEnrolment } from '../../queries/enrolments.ts'
import { findOfferable, listWorkPaths } from '../../queries/offers.ts'
import { medalView } from './medal-view.ts'
import type { Route } from './+types/join'

export const meta: Route.MetaFunction = () => [{ title: 'An invitation · Mintmark' }]

/** As long as the longest token that was ever made, so that nonsense asks the database nothing. */
const TOKEN = /^[\w-]{20,60}$/

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const cohort = TOKEN.test(params.token) ? await findCohortByToken(db, params.token) : null
  const medallion = cohort === null ? null : await findOfferable(db, cohort.medallionId)
  if (cohort === null || medallion === null) return { standing: 'gone' as const, cohort: null }
  const held = await findEnrolment(db, cohort.orgId, cohort.medallionId, actor.personId)
  if (held?.state === 'accepted' && held.cohortId === cohort.id) throw redirect(`/medal#medallion-${held.medallionId}`)
  const workPaths = await listWorkPaths(db, actor.personId)
  const may = held !== null || can(actor, 'take up', { medallionOf: cohort.organisationId, workPaths })
  const over = cohort.closedAt !== null || medallion.retired
  return {
    standing: over ? ('over' as const) : may ? ('open' as const) : ('others' as const),
    cohort: {
      title: cohort.title,
      name: cohort.name,
      organisation: cohort.organisationName,
      startsOn: cohort.startsOn,
      endsOn: cohort.endsOn,
      coach: cohort.coachName,
      needed: medallion.needed,
      href: `/medallions/${medallion.organisationSlug}/${medallion.slug}`,
    },
    medal: await medalView(db, cohort.orgId, cohort.versionId),
    timeZone: actor.timeZone,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  if (!TOKEN.test(params.token)) return notFound()
  const joined = await joinByLink({ db, actor, now: now() }, { token: params.token })
  // What does not fit any more is said by the page itself, from what stands now.
  return joined.ok ? redirect('/medal') : refused(null)
}

export default function Join({ loaderData: view }: Route.ComponentProps) {
  if (view.cohort === null)
    return (
      <div className="stackgap">
        <PageHead title="This invitation leads nowhere any more" work />
        <p>A newer link may have taken its place. Ask the person who sent it to you for that one.</p>
      </div>
    )
  const { standing, cohort, medal, timeZone } = view
  return (
    <div className="invitation">
      <Seal svg={medallionSeal(medal.monogram, medal.petals, 320, '')} />
      <div className="stackgap">
        <PageHead title={cohort.title} kicker={`An invitation from ${cohort.organisation}`} work />
        <Facts
          facts={[
            ['Cohort', cohort.name],
            ['From', <Day key="from" at={cohort.startsOn} timeZone={timeZone} />],
            ['To', <Day key="to" at={cohort.endsOn} timeZone={timeZone} />],
            ['Coach', cohort.coach],
            ['It takes', `${cohort.needed} micro-credentials`],
          ]}
        />
        {standing === 'open' ? (
          <form method="post" className="actions">
            <Button>Join this cohort</Button>
            <span className="hint">What you have earned already counts. You can leave it whenever you wish.</span>
          </form>
        ) : (
          <Note tone="alert">
            <p>
              {standing === 'over'
                ? 'This cohort is closed: nobody joins it any more.'
                : `This invitation is for the educators of ${cohort.organisation}. Your account has no place there. If you work there, ask its office to add you.`}
            </p>
          </Note>
        )}
        <p>
          <a href={cohort.href}>Read what the medallion asks for</a>
        </p>
      </div>
    </div>
  )
}
