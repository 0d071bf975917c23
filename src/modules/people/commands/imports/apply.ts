import type { Actor, RoleKind } from '../../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { offerRole } from '../../queries/belonging.ts'
import { replaceChanges, replaceProblems } from '../../queries/imports/changes.ts'
import { findImport, holdRead, setApplied, showAnew, type PeopleImport } from '../../queries/imports/imports.ts'
import { replaceMemory, rowsOf } from '../../queries/imports/memory.ts'
import { loadState } from '../../queries/imports/state.ts'
import {
  endRoles,
  giveRoles,
  insertAddresses,
  insertPeople,
  moveOrganisations,
  renameOrganisations,
  renamePeople,
  replaceAddresses,
} from '../../queries/imports/write.ts'
import { findOrganisation, insertOrganisation, lockTree, type Organisation } from '../../queries/organisations.ts'
import { slugOf } from '../../rules.ts'
import type { Entry, Part } from '../../rules/imports/entries.ts'
import { planImport, type Plan } from '../../rules/imports/plan.ts'
import type { Roster } from '../../rules/imports/roster.ts'
import { isNew, type Memory, type State } from '../../rules/imports/state.ts'
import { digestOf, pack, unpack } from './packed.ts'
import { emailsOf } from './read.ts'
import { changesOf, countsOf, givenKey } from './shown.ts'

type Given = { db: Db; actor: Actor; now: Date }

/**
 * unknown: no such file, or not theirs; done: it was taken in or thrown away already; blocked: the whole file has a
 * problem; rows: some rows have one and were not left out; nothing: it would change nothing; changed: what it would
 * change is not what was shown any more, and is shown anew
 */
export type Applied =
  { ok: true } | { ok: false; reason: 'unknown' | 'done' | 'blocked' | 'rows' | 'nothing' | 'changed' }

export type Taking = { importId: string; digest: string; withoutRows: boolean; welcome: boolean }

/**
 * Takes a file in: all of it in one transaction, or nothing. What was shown is decided once more under a lock of the
 * tree, so that nothing is done that nobody saw.
 */
export async function applyImport(given: Given, taking: Taking): Promise<Applied> {
  const found = await findImport(given.db, taking.importId)
  const organisation = found === null ? null : await findOrganisation(given.db, found.organisationId)
  if (found === null || organisation === null || !can(given.actor, { action: 'import people', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  try {
    return await inTransaction(given.db, (tx) => take(tx, given, { found, taking }))
  } catch (error) {
    // Somebody was added by hand at the same moment: the next look says how it is now.
    if (error instanceof Error && 'code' in error && error.code === UNIQUE) return { ok: false, reason: 'changed' }
    throw error
  }
}

const UNIQUE = '23505'

async function take(
  tx: Tx,
  { actor, now }: Given,
  { found, taking }: { found: PeopleImport; taking: Taking },
): Promise<Applied> {
  const { orgId, id: importId, sourceId } = found
  await lockTree(tx, orgId)
  const held = await holdRead(tx, orgId, importId)
  if (held === null) return { ok: false, reason: 'done' }
  const roster = unpack<Roster>(held.roster)
  const state = await loadState(tx, {
    rootId: orgId,
    targetId: found.organisationId,
    sourceId,
    emails: emailsOf(roster),
  })
  const plan = planImport(roster, state)
  const digest = digestOf(plan)
  const { organisations } = state
  if (digest !== taking.digest) {
    const counts = countsOf(plan, roster.unknownColumns)
    await showAnew(tx, { orgId, id: importId, digest, counts })
    await replaceChanges(tx, { orgId, importId }, changesOf(plan, { organisations, ids: new Map(), roles: new Map() }))
    await replaceProblems(tx, { orgId, importId }, plan.problems)
    return { ok: false, reason: 'changed' }
  }
  if (plan.problems.some(({ whole }) => whole)) return { ok: false, reason: 'blocked' }
  if (plan.problems.length > 0 && !taking.withoutRows) return { ok: false, reason: 'rows' }
  if (plan.places.length + plan.entries.length === 0) return { ok: false, reason: 'nothing' }

  const ids = await carryOutPlaces(tx, plan, state, now)
  for (const { person } of plan.entries) if (isNew(person)) ids.set(person, newId())
  const roles = await carryOutPeople(tx, { plan, state, ids, sourceId, by: actor.personId, now })
  await replaceMemory(tx, orgId, sourceId, rowsOf(memoryOf(plan, ids)))
  await replaceChanges(tx, { orgId, importId }, changesOf(plan, { organisations, ids, roles }))
  const { withoutRows, welcome } = taking
  const memory = pack(rowsOf(state.memory))
  await setApplied(tx, { orgId, id: importId, by: actor.personId, welcome, withoutRows, memory }, now)
  const of = (category: Entry['category']): number => plan.entries.filter((entry) => entry.category === category).length
  const payload = {
    organisationId: found.organisationId,
    added: of('added'),
    changed: of('changed'),
    moved: of('moved'),
    left: of('leaving'),
    offered: of('offered'),
    organisations: plan.places.length,
    welcome,
  }
  await recordEvent(tx, { type: 'people.imported', orgId, subjectId: importId, actorId: actor.personId, payload }, now)
  return { ok: true }
}

/** Makes, renames and moves organisations; answers with the ids of the new ones by their keys. */
async function carryOutPlaces(tx: Tx, { places }: Plan, { rootId }: State, now: Date): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const made = new Map<string, Organisation>()
  for (const place of places) {
    if (place.what !== 'added') continue
    const parent = made.get(place.parent) ?? (await findOrganisation(tx, place.parent))
    if (parent === null) throw new Error('A new organisation comes after the one that it belongs to.')
    const { name, kind } = place
    const { country, timeZone } = parent
    const slug = slugOf(name) || kind
    const organisation = await insertOrganisation(
      tx,
      { kind, slug, name, country, timeZone, parent, demo: false, url: null },
      now,
    )
    made.set(`new:${place.ref}`, organisation)
    ids.set(`new:${place.ref}`, organisation.id)
  }
  const renamed = places.flatMap((place) =>
    place.what === 'renamed' ? [{ id: place.id, before: place.before, after: place.name }] : [],
  )
  if (renamed.length > 0) await renameOrganisations(tx, renamed)
  const moved = places.flatMap((place) =>
    place.what === 'moved' ? [{ id: place.id, parent: ids.get(place.parent) ?? place.parent }] : [],
  )
  await moveOrganisations(tx, rootId, moved)
  return ids
}

type Carrying = {
  plan: Plan
  state: State
  ids: ReadonlyMap<string, string>
  sourceId: string
  by: string
  now: Date
}

type PartOf<What extends Part['what'], One extends Part = Part> = One extends Part
  ? What extends One['what']
    ? One
    : never
  : never
const is = <What extends Part['what']>(part: Part, what: What): part is PartOf<What> => part.what === what

/** Answers with the ids of the roles that were given. */
async function carryOutPeople(tx: Tx, carrying: Carrying): Promise<Map<string, string>> {
  const { plan, state, ids, sourceId, by, now } = carrying
  const { rootId: orgId } = state
  const idOf = (key: string): string => ids.get(key) ?? key
  const parts = plan.entries.flatMap(({ person, parts }) => parts.map((part) => ({ person, part })))
  const each = <W extends Part['what']>(what: W) =>
    parts.flatMap(({ person, part }) => (is(part, what) ? [{ ...part, person, personId: idOf(person) }] : []))
  const people = plan.entries
    .filter(({ person }) => isNew(person))
    .map(({ person, name, email }) => ({ id: idOf(person), name, email }))
  if (people.length > 0) await insertPeople(tx, people, now)
  await renamePeople(tx, each('person.renamed'))
  await replaceAddresses(tx, each('email.changed'))
  const addresses = each('address.added')
  if (addresses.length > 0)
    await insertAddresses(
      tx,
      addresses.map(({ personId, after }) => ({ personId, email: after })),
      now,
    )
  await endRoles(
    tx,
    orgId,
    each('role.ended').map(({ roleId }) => roleId),
    now,
  )
  const given = each('role.given').map((part) => ({ ...part, id: newId(), organisationId: idOf(part.place) }))
  await giveRoles(tx, { orgId, sourceId, now }, given)
  for (const { personId, place, kind } of each('role.offered')) {
    const organisation = await findOrganisation(tx, idOf(place))
    if (organisation !== null) await offerRole(tx, { organisation, personId, kind, by, now })
  }
  return new Map(given.map((role) => [givenKey(role.person, role), role.id]))
}

/** What the source says from now on, with the ids of what was made. */
function memoryOf({ memory }: Plan, ids: ReadonlyMap<string, string>): Memory {
  const idOf = (key: string): string => ids.get(key) ?? key
  return {
    organisations: new Map(
      [...memory.organisations].map(([ref, { key, ...said }]) => [
        ref,
        { ...said, organisationId: key === null ? null : idOf(key) },
      ]),
    ),
    people: new Map(
      [...memory.people].map(([ref, { key, name, email }]) => [ref, { personId: idOf(key), name, email }]),
    ),
    roles: new Map(
      [...memory.roles].map(
        ([ref, { person, place, kind }]): [string, { person: string; organisationId: string; kind: RoleKind }] => [
          ref,
          { person, organisationId: idOf(place), kind },
        ],
      ),
    ),
  }
}
