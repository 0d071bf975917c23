import type { Actor, OrganisationKind } from '../platform/actor.ts'
import { inTransaction, type Tx } from '../platform/database/database.ts'
import type { WebWorld } from '../platform/world.ts'
import { getPublisher, insertOrganisation, type Organisation } from '../modules/people/queries/organisations.ts'
import { findActor, hasDemoPeople, insertPerson, insertRole } from '../modules/people/queries/people.ts'
import { COUNTRY, momentBefore, TIME_ZONE } from './days.ts'
import { stepsOfPlan, stepsOfWork } from './live.ts'
import { readRiverbend, stepsOfMedallion } from './medallion.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, type Place } from './people.ts'
import { PLANS, STORIES } from './stories.ts'
import { readWork } from './work.ts'

type Places = Record<Place, Organisation>

/** When everybody joined, in business days before the first start. */
const JOINED = 45

/**
 * Makes the demo district, its people and their work, once; a database that has demo people stays as it is. All of it
 * is one transaction: a start that is interrupted leaves nothing but copies of the few small files, and the next one
 * begins anew. What the work leads to (awards, letters) is left to the worker, as in life.
 */
export async function seedDemo(world: Pick<WebWorld, 'db' | 'files' | 'now' | 'sessions'>): Promise<void> {
  const { db, files, sessions } = world
  if (await hasDemoPeople(db)) return
  const now = world.now()
  const passwordHash = await (await sessions.$context).password.hash(DEMO_PASSWORD)
  const works = new Map(await Promise.all(STORIES.map(async ({ work }) => [work, await readWork(work, now)] as const)))
  const riverbend = await readRiverbend()
  const publisher = await getPublisher(db)
  await inTransaction(db, async (tx) => {
    const joined = momentBefore(now, JOINED, '09:00')
    const places = await makePlaces(tx, publisher, joined)
    const people = await makePeople(tx, places, passwordHash, joined)
    const setting = { db: tx, files, now }
    const assessor = known(people, 'assessor')
    const steps = [
      ...PLANS.flatMap((plan) => stepsOfPlan(setting, plan, known(people, plan.person))),
      ...STORIES.flatMap((story) =>
        stepsOfWork(setting, story, known(works, story.work), { educator: known(people, story.person), assessor }),
      ),
      ...stepsOfMedallion(setting, riverbend, { places, people: (key) => known(people, key) }),
    ]
    try {
      for (const { run } of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await run()
    } catch (error) {
      await files.deleteAll(`${places.district.id}/`)
      throw error
    }
  })
}

function known<T>(of: ReadonlyMap<string, T>, key: string): T {
  const found = of.get(key)
  if (found === undefined) throw new Error(`The demo has no ${key}.`)
  return found
}

async function makePeople(tx: Tx, places: Places, passwordHash: string, now: Date): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>()
  for (const { key, name, email, roles } of DEMO_PEOPLE) {
    const personId = await insertPerson(tx, { name, email, verified: true, demo: true, passwordHash }, now)
    for (const { kind, at } of roles)
      await insertRole(tx, { orgId: places[at].rootId, organisationId: places[at].id, personId, kind }, now)
    const actor = await findActor(tx, personId)
    if (actor !== null) people.set(key, actor)
  }
  return people
}

async function makePlaces(tx: Tx, publisher: Organisation, now: Date): Promise<Places> {
  const make = (kind: OrganisationKind, slug: string, name: string, parent: Organisation | null) =>
    insertOrganisation(
      tx,
      { kind, slug, name, country: COUNTRY, timeZone: TIME_ZONE, parent, demo: true, url: null },
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
