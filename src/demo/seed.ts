import type { OrganisationKind } from '../platform/actor.ts'
import { inTransaction, type Tx } from '../platform/database.ts'
import type { WebWorld } from '../platform/world.ts'
import {
  getPublisher,
  hasDemoPeople,
  insertOrganisation,
  insertPerson,
  insertRole,
  type Organisation,
} from '../modules/people/queries.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, type Place } from './people.ts'

type Places = Record<Place, Organisation>

/** Makes the demo district, its people and their work, once; a database that has demo people stays as it is. */
export async function seedDemo(world: WebWorld): Promise<void> {
  const { db, now, sessions } = world
  if (await hasDemoPeople(db)) return
  const passwordHash = await (await sessions.$context).password.hash(DEMO_PASSWORD)
  const publisher = await getPublisher(db)
  await inTransaction(db, async (tx) => {
    const places = await makePlaces(tx, publisher, now())
    for (const { name, email, roles } of DEMO_PEOPLE) {
      const personId = await insertPerson(tx, { name, email, verified: true, demo: true, passwordHash }, now())
      for (const { kind, at } of roles)
        await insertRole(tx, { orgId: places[at].rootId, organisationId: places[at].id, personId, kind }, now())
    }
  })
}

async function makePlaces(tx: Tx, publisher: Organisation, now: Date): Promise<Places> {
  const make = (kind: OrganisationKind, slug: string, name: string, parent: Organisation | null) =>
    insertOrganisation(
      tx,
      { kind, slug, name, country: 'US', timeZone: 'America/New_York', parent, demo: true, url: null },
      now,
    )
  const district = await make('district', 'riverbend-school-district', 'Riverbend School District', null)
  return {
    publisher,
    district,
    riverbend: await make('school', 'riverbend-middle-school', 'Riverbend Middle School', district),
    'cedar-hill': await make('school', 'cedar-hill-high-school', 'Cedar Hill High School', district),
  }
}
