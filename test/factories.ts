import { randomUUID } from 'node:crypto'
import type { Actor, OrganisationKind, RoleKind } from '#src/platform/actor.ts'
import { inTransaction, type Db } from '#src/platform/database.ts'
import { importCatalogue } from '#src/modules/catalogue/commands.ts'
import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import type { ContentFile } from '#src/modules/catalogue/rules/files.ts'
import {
  findActor,
  findPublisher,
  insertOrganisation,
  insertPerson,
  insertRole,
  type Organisation,
} from '#src/modules/people/queries.ts'

/** A moment that tests agree on: a Tuesday. */
export const NOON = new Date('2026-11-24T12:00:00Z')

const makeOrganisation = (
  db: Db,
  kind: OrganisationKind,
  name: string,
  parent: Organisation | null,
): Promise<Organisation> =>
  inTransaction(db, (tx) =>
    insertOrganisation(
      tx,
      {
        kind,
        slug: `${kind}-${randomUUID().slice(0, 8)}`,
        name,
        country: 'US',
        timeZone: 'America/New_York',
        parent,
        demo: false,
        url: null,
      },
      NOON,
    ),
  )

/** The publisher of the test's database; made at the first call. */
export const makePublisher = async (db: Db): Promise<Organisation> =>
  (await findPublisher(db)) ?? makeOrganisation(db, 'publisher', 'Test Catalogue', null)

export const makeDistrict = (db: Db, name = 'Test District'): Promise<Organisation> =>
  makeOrganisation(db, 'district', name, null)

export const makeSchool = (db: Db, district: Organisation, name = 'Test School'): Promise<Organisation> =>
  makeOrganisation(db, 'school', name, district)

/** A person with these roles, as a policy sees them. */
export async function makePerson(
  db: Db,
  roles: { kind: RoleKind; at: Organisation }[],
  name = 'Sam Test',
): Promise<Actor> {
  const personId = await inTransaction(db, async (tx) => {
    const email = `${randomUUID()}@test.example`
    const id = await insertPerson(tx, { name, email, verified: true, demo: false, passwordHash: null }, NOON)
    for (const { kind, at } of roles)
      await insertRole(tx, { orgId: at.rootId, organisationId: at.id, personId: id, kind }, NOON)
    return id
  })
  const actor = await findActor(db, personId)
  if (actor === null) throw new Error('The person was made a moment ago.')
  return actor
}

/** The files of the founding catalogue, for tests that change one of them. */
export const fixtureFiles = (): Promise<ContentFile[]> => readContentFolder('content/pbl')

/** Imports the founding catalogue and answers with its publisher. */
export async function importFixtureCatalogue(db: Db): Promise<Organisation> {
  const publisher = await makePublisher(db)
  const imported = await importCatalogue({ db, now: NOON, publisherId: publisher.id }, await fixtureFiles())
  if (!imported.ok) throw new Error(imported.problems.join('\n'))
  return publisher
}
