import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound } from '../../../../platform/pages.ts'
import { findPrimaryEmail } from '../../../people/queries/people.ts'
import { can } from '../../policy.ts'
import { findCohort } from '../../queries/cohorts.ts'
import { countMembers, listMembers, listWaiting } from '../../queries/members.ts'
import { findOfferable, listPickTitles } from '../../queries/offers.ts'

/** Members on one page */
const PAGE = 50

/** Everything the page of a cohort shows to its leader or its coach; 404 for everybody else. */
export async function loadCohortView(
  db: Db,
  actor: Actor,
  id: string | undefined,
  { search, page: asked, publicUrl }: { search: string; page: number; publicUrl: string },
) {
  const cohort = isId(id) ? await findCohort(db, id) : null
  if (cohort === null || !can(actor, 'see a cohort', cohort)) return notFound()
  const leads = can(actor, 'lead a cohort', cohort)
  const { orgId } = cohort
  const [counts, medallion, picks, coachEmail] = await Promise.all([
    countMembers(db, orgId, cohort.id, search),
    findOfferable(db, cohort.medallionId),
    listPickTitles(db, orgId, cohort.versionId),
    cohort.coachId === null || !leads ? null : findPrimaryEmail(db, cohort.coachId),
  ])
  const pages = Math.max(1, Math.ceil(counts.found / PAGE))
  const page = Math.min(asked, pages)
  const members = await listMembers(db, orgId, cohort.id, { search, limit: PAGE, offset: (page - 1) * PAGE })
  const waiting = leads ? await listWaiting(db, orgId, cohort.id) : []
  return {
    id: cohort.id,
    medallionId: cohort.medallionId,
    leads,
    name: cohort.name,
    title: cohort.title,
    href: medallion === null ? null : `/medallions/${medallion.organisationSlug}/${medallion.slug}`,
    organisation: cohort.organisationName,
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn,
    coach: cohort.coachName,
    coachEmail: coachEmail?.email ?? '',
    coachedByMe: cohort.coachId === actor.personId,
    together: picks.find(({ microCredentialId }) => microCredentialId === cohort.togetherId)?.title ?? null,
    link: !leads || cohort.invitationToken === null ? null : `${publicUrl}/join/${cohort.invitationToken}`,
    closedAt: cohort.closedAt,
    retired: medallion?.retired ?? false,
    counts,
    search,
    page,
    pages,
    members,
    waiting,
    timeZone: actor.timeZone,
  }
}
