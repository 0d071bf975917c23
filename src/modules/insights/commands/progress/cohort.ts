import { listKnown } from '../../../medallions/queries/designing/known.ts'
import { findCohort, type Cohort } from '../../../medallions/queries/cohorts.ts'
import { listMedallionVersions } from '../../../medallions/queries/medallions.ts'
import type { KnownMicroCredential } from '../../../medallions/rules/known.ts'
import { neededOf } from '../../../medallions/rules/qualify.ts'
import type { MedallionContent } from '../../../medallions/rules/content.ts'
import { getOrganisation, type Organisation } from '../../../people/queries/organisations.ts'
import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { mayFollow } from '../../policy.ts'
import { listStandings } from '../../queries/progress/standings.ts'
import { columnsOf, peopleOf, type AskedVersion, type GridPerson } from '../../rules/progress/grid.ts'

export type Followed = {
  cohort: Cohort
  organisation: Organisation
  content: MedallionContent
  people: GridPerson[]
  /** The columns of the grid */
  picks: KnownMicroCredential[]
  /** Of all that the medallion ever listed */
  known: KnownMicroCredential[]
}

/** A cohort and how everybody in it is doing; null for whoever may not follow it. */
export async function followCohort(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  cohortId: string | undefined,
): Promise<Followed | null> {
  const cohort = isId(cohortId) ? await findCohort(db, cohortId) : null
  if (cohort === null || !mayFollow(actor, { action: 'follow a cohort', subject: cohort })) return null
  const [versions, organisation] = await Promise.all([
    listMedallionVersions(db, cohort.orgId, cohort.medallionId),
    getOrganisation(db, cohort.organisationId),
  ])
  const content = versions.find(({ id }) => id === cohort.versionId)?.content
  if (content === undefined) throw new Error(`The cohort ${cohort.id} has a version that its medallion has not.`)
  const slugs = new Set(versions.flatMap((each) => each.content.picks.map((pick) => pick.micro_credential)))
  const known = await listKnown(db, [...slugs])
  const asked = versions.map(({ id, content: said }) => versionOf(id, said, known))
  const standings = await listStandings(
    db,
    cohort,
    known.map(({ id }) => id),
  )
  const used = new Set([cohort.versionId, ...standings.map(({ versionId }) => versionId)])
  const columns = columnsOf(
    cohort.versionId,
    asked.filter(({ id }) => used.has(id)),
  )
  return {
    cohort,
    organisation,
    content,
    people: peopleOf(standings, asked, now),
    picks: columns.flatMap((id) => known.find((each) => each.id === id) ?? []),
    known,
  }
}

const versionOf = (id: string, content: MedallionContent, known: readonly KnownMicroCredential[]): AskedVersion => ({
  id,
  needed: neededOf(content),
  picks: content.picks.flatMap(({ micro_credential: slug, group }) => {
    const found = known.find((each) => each.slug === slug)
    const needed = content.groups.find((each) => each.id === group)?.needed ?? 1
    return found === undefined ? [] : [{ microCredentialId: found.id, groupId: group ?? null, needed }]
  }),
})
