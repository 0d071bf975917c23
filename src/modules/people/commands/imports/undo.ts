import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { listAllChanges, markKept, type ListedChange } from '../../queries/imports/changes.ts'
import { findImport, holdApplied, setUndone, type PeopleImport } from '../../queries/imports/imports.ts'
import { replaceMemory, type MemoryRows } from '../../queries/imports/memory.ts'
import {
  listParents,
  listUsed,
  removeAddresses,
  removeOrganisation,
  reopenRoles,
  takeRolesBack,
  withdrawOffers,
} from '../../queries/imports/undo.ts'
import { moveOrganisations, renameOrganisations, renamePeople, replaceAddresses } from '../../queries/imports/write.ts'
import { findOrganisation, lockTree } from '../../queries/organisations.ts'
import { unpack } from './packed.ts'

type Given = { db: Db; actor: Actor; now: Date }

/** unknown: no such file, or not theirs; late: it is undone already, or another was taken in since */
export type Undone = { ok: true; kept: number } | { ok: false; reason: 'unknown' | 'late' }

/**
 * Takes back what a file did, until the next one is taken in: roles, names, addresses and organisations are as they
 * were. What somebody changed since by hand stays, and so do people who have been here since; the page lists them.
 */
export async function undoImport({ db, actor, now }: Given, importId: string): Promise<Undone> {
  const found = await findImport(db, importId)
  const organisation = found === null ? null : await findOrganisation(db, found.organisationId)
  if (found === null || organisation === null || !can(actor, { action: 'import people', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  return inTransaction(db, (tx) => takeBack(tx, { db, actor, now }, found))
}

async function takeBack(tx: Tx, { actor, now }: Given, { orgId, id: importId }: PeopleImport): Promise<Undone> {
  await lockTree(tx, orgId)
  const held = await holdApplied(tx, orgId, importId)
  if (held === null) return { ok: false, reason: 'late' }
  const changes = await listAllChanges(tx, { orgId, importId })
  const undoing = new Undoing(tx, changes)
  await undoing.people({ orgId, by: actor.personId, appliedAt: held.appliedAt, now })
  await replaceMemory(tx, orgId, held.sourceId, unpack<MemoryRows>(held.memory))
  await undoing.organisations(orgId)
  await markKept(tx, { orgId, importId }, undoing.kept)
  await setUndone(tx, orgId, importId, actor.personId, now)
  const kept = undoing.kept.length
  await recordEvent(
    tx,
    { type: 'people.import_undone', orgId, subjectId: importId, actorId: actor.personId, payload: { kept } },
    now,
  )
  return { ok: true, kept }
}

/** Why something stays; the page has a sentence for each. */
type Why = 'used' | 'ended' | 'held' | 'renamed' | 'confirmed' | 'answered' | 'filled' | 'moved'

/** Takes changes back kind by kind, and remembers what stays. */
class Undoing {
  readonly kept: { number: number; part: number; why: Why }[] = []
  readonly #tx: Tx
  readonly #changes: readonly ListedChange[]

  constructor(tx: Tx, changes: readonly ListedChange[]) {
    this.#tx = tx
    this.#changes = changes
  }

  #of(what: string): ListedChange[] {
    return this.#changes.filter((change) => change.what === what)
  }

  #keep(changes: readonly ListedChange[], why: Why): void {
    for (const { number, part } of changes) this.kept.push({ number, part, why })
  }

  async people({
    orgId,
    by,
    appliedAt,
    now,
  }: {
    orgId: string
    by: string
    appliedAt: Date
    now: Date
  }): Promise<void> {
    const tx = this.#tx
    const made = this.#of('person.added').map(({ personId }) => personId ?? '')
    const used = await listUsed(tx, made)
    const isUsed = ({ personId }: ListedChange): boolean => used.has(personId ?? '')
    this.#keep(this.#of('person.added').filter(isUsed), 'used')

    const given = this.#of('role.given').filter((change) => !isUsed(change))
    const taken = await takeRolesBack(
      tx,
      orgId,
      given.map(({ roleId }) => roleId ?? ''),
    )
    this.#keep(
      given.filter(({ roleId }) => !taken.has(roleId ?? '')),
      'ended',
    )
    const ended = this.#of('role.ended')
    const ids = ended.map(({ roleId }) => roleId ?? '')
    const opened = await reopenRoles(tx, { orgId, ids, endedAt: appliedAt })
    this.#keep(
      ended.filter(({ roleId }) => !opened.has(roleId ?? '')),
      'held',
    )
    await this.#names()
    await this.#addresses(isUsed)
    const offered = this.#of('role.offered')
    const offers = offered.map((change) => ({
      personId: change.personId ?? '',
      organisationId: change.organisationId ?? '',
      kind: change.role ?? '',
    }))
    const withdrawn = await withdrawOffers(tx, { orgId, by, now }, offers)
    this.#keep(
      offered.filter(({ personId, organisationId, role }) => !withdrawn.has(`${personId} ${organisationId} ${role}`)),
      'answered',
    )
  }

  async #names(): Promise<void> {
    const renamed = this.#of('person.renamed')
    const back = await renamePeople(this.#tx, renamed.map(turned))
    this.#keep(
      renamed.filter(({ personId }) => !back.includes(personId ?? '')),
      'renamed',
    )
  }

  async #addresses(isUsed: (change: ListedChange) => boolean): Promise<void> {
    const added = this.#of('address.added').filter((change) => !isUsed(change))
    const removed = await removeAddresses(
      this.#tx,
      added.map(({ after }) => after ?? ''),
    )
    const changed = this.#of('email.changed')
    const back = await replaceAddresses(this.#tx, changed.map(turned))
    this.#keep(
      [
        ...added.filter(({ after }) => !removed.has(after ?? '')),
        ...changed.filter(({ personId }) => !back.includes(personId ?? '')),
      ],
      'confirmed',
    )
  }

  async organisations(rootId: string): Promise<void> {
    const renamed = this.#of('organisation.renamed')
    const back = await renameOrganisations(
      this.#tx,
      renamed.map((change) => ({ ...turned(change), id: change.organisationId ?? '' })),
    )
    this.#keep(
      renamed.filter(({ organisationId }) => !back.includes(organisationId ?? '')),
      'renamed',
    )
    const moved = this.#of('organisation.moved')
    const parents = await listParents(
      this.#tx,
      moved.map(({ organisationId }) => organisationId ?? ''),
    )
    const still = moved.filter(({ organisationId, after }) => parents.get(organisationId ?? '') === after)
    this.#keep(
      moved.filter((change) => !still.includes(change)),
      'moved',
    )
    await moveOrganisations(
      this.#tx,
      rootId,
      still.map(({ organisationId, before }) => ({ id: organisationId ?? '', parent: before ?? '' })),
    )
    // Those below go before those above them.
    for (const change of this.#of('organisation.added').reverse())
      if (!(await removeOrganisation(this.#tx, change.organisationId ?? ''))) this.#keep([change], 'filled')
  }
}

const turned = ({ personId, before, after }: ListedChange) => ({
  personId: personId ?? '',
  before: after ?? '',
  after: before ?? '',
})
