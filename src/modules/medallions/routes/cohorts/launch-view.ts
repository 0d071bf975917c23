import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { rolesOf } from '../../../people/rules.ts'
import { can } from '../../policy.ts'
import { findPlace, listSchools } from '../../queries/choosing.ts'
import { listMedallions } from '../../queries/medallions.ts'
import { findOfferable, listPickTitles } from '../../queries/offers.ts'
import { medalView } from './medal-view.ts'

/** The medallions that a leader may launch a cohort of: of the organisations on the way to theirs, and below. */
export async function listLaunchable(db: Db, actor: Actor) {
  const roles = rolesOf(actor, 'leader')
  const places = await Promise.all(roles.map(({ organisationId }) => findPlace(db, organisationId)))
  const lists = await Promise.all(
    [...new Set(roles.map(({ orgId }) => orgId))].map((orgId) => listMedallions(db, orgId, [orgId])),
  )
  const mine = (path: readonly string[], organisationId: string): boolean =>
    places.some((place) => place !== null && (place.path.includes(organisationId) || path.includes(place.id)))
  const launchable = lists
    .flat()
    .filter(({ retired, organisation, organisationId }) => retired === null && mine(organisation.path, organisationId))
  return Promise.all(
    launchable.map(async ({ orgId, id, medallionId, title, needed, organisation }) => ({
      id: medallionId,
      title,
      needed,
      organisation: organisation.name,
      medal: await medalView(db, orgId, id),
    })),
  )
}

/** A medallion and for whom this leader may launch it; null when for nobody. `wanted` is an organisation, where it fits. */
export async function launchPlace(db: Db, actor: Actor, medallionId: string | null, wanted: string | null) {
  const medallion = isId(medallionId ?? undefined) ? await findOfferable(db, medallionId ?? '') : null
  if (medallion === null) return null
  const { organisationId: medallionOf } = medallion
  const places = (await listSchools(db, medallionOf)).filter(({ path }) =>
    can(actor, 'launch a cohort', { path, medallionOf }),
  )
  const place = places.find(({ id }) => id === wanted) ?? places[0]
  if (place === undefined) return null
  return {
    medallion,
    place,
    places: places.map(({ id, name }) => ({ value: id, label: name })),
    picks: await listPickTitles(db, medallion.orgId, medallion.versionId),
  }
}
