import { listBelow, type Organisation } from '../../../people/queries/organisations.ts'
import { rolesOf } from '../../../people/rules.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { mayFollow } from '../../policy.ts'
import { countSchools, listCounted, listTrees } from '../../queries/progress/schools.ts'
import type { SchoolCount } from '../../rules/progress/schools.ts'

export async function countAllSchools(db: Db, now: Date): Promise<void> {
  for (const rootId of await listTrees(db)) await inTransaction(db, (tx) => countSchools(tx, rootId, now))
}

export type Compared = {
  organisation: Organisation
  /** The organisations in which the actor leads, which may be chosen */
  choices: Organisation[]
  counts: SchoolCount[]
  countedAt: Date
}

const MINUTE_MS = 60_000
/** A tree of so few educators is counted in a moment. */
const FEW = 500

/** Up to how old a count may be: of a large tree, what the worker counts every hour has to do. */
const keptFor = (counted: readonly SchoolCount[]): number =>
  (counted.reduce((all, { educators }) => all + educators, 0) <= FEW ? 1 : 180) * MINUTE_MS

/**
 * The schools that a leader answers for; null where there is none, or for one who does not lead what they ask for. Where
 * nothing was counted yet, or the worker that counts has not run for long, it is counted now.
 */
export async function compareSchools(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  asked: string | null,
): Promise<Compared | null> {
  const led = rolesOf(actor, 'leader').map(({ organisationId }) => organisationId)
  const below = await listBelow(db, led)
  const choices = below.filter(({ id }) => led.includes(id)).toSorted((a, b) => a.path.length - b.path.length)
  const organisation = asked === null || asked === '' ? choices[0] : below.find(({ id }) => id === asked)
  if (organisation === undefined || !mayFollow(actor, { action: 'compare schools', subject: organisation })) return null
  let counted = await listCounted(db, organisation.id)
  const oldest = now.getTime() - keptFor(counted)
  if (counted.length === 0 || counted.some(({ countedAt }) => countedAt.getTime() < oldest)) {
    await inTransaction(db, (tx) => countSchools(tx, organisation.rootId, now))
    counted = await listCounted(db, organisation.id)
  }
  return {
    organisation,
    choices,
    counts: counted.filter(({ kind, educators }) => kind === 'school' || educators > 0),
    countedAt: counted[0]?.countedAt ?? now,
  }
}
