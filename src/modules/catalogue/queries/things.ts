import type { Db, Tx } from '../../../platform/database/database.ts'

export type ThingKind = 'micro-credential' | 'stack' | 'badge'

/** Anything of a catalogue as its newest version says it, whatever its state. */
export type Thing = {
  kind: ThingKind
  id: string
  slug: string
  title: string
  versionId: string
  number: number
  /** outline: a micro-credential of which no version was published yet */
  state: 'published' | 'retired' | 'outline'
  /** Since when nobody begins it any more, and why */
  retired: { at: Date; because: string } | null
  /** The stack of a micro-credential, the badge of a stack */
  within: string | null
}

type Row = Omit<Thing, 'kind' | 'state' | 'retired'> & { state: string; retiredAt: Date | null; because: string | null }

const toThing = (kind: ThingKind, { state, retiredAt, because, ...row }: Row): Thing => ({
  ...row,
  kind,
  state: retiredAt !== null ? 'retired' : state === 'draft' ? 'outline' : 'published',
  retired: retiredAt === null ? null : { at: retiredAt, because: because ?? '' },
})

const said = [
  'version.id as versionId',
  'version.number',
  'version.state',
  'version.title',
  'thing.retired_at as retiredAt',
  'thing.retired_because as because',
] as const

const badges = (db: Db | Tx, publisherId: string) =>
  db
    .selectFrom('badge as thing')
    .innerJoin('badge_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.badge_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', ...said])
    .select((eb) => eb.val<string | null>(null).as('within'))
    .where('thing.org_id', '=', publisherId)
    .orderBy('thing.id')
    .orderBy('version.number', 'desc')

const stacks = (db: Db | Tx, publisherId: string) =>
  db
    .selectFrom('stack as thing')
    .innerJoin('stack_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.stack_id', '=', 'thing.id'),
    )
    .leftJoin('badge', (join) =>
      join.onRef('badge.org_id', '=', 'thing.org_id').onRef('badge.id', '=', 'thing.badge_id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', 'badge.slug as within', 'thing.position', ...said])
    .where('thing.org_id', '=', publisherId)
    .orderBy('thing.id')
    .orderBy('version.number', 'desc')

const microCredentials = (db: Db | Tx, publisherId: string) =>
  db
    .selectFrom('micro_credential as thing')
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.micro_credential_id', '=', 'thing.id'),
    )
    .innerJoin('stack', (join) =>
      join.onRef('stack.org_id', '=', 'thing.org_id').onRef('stack.id', '=', 'thing.stack_id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', 'stack.slug as within', 'thing.position', ...said])
    .where('thing.org_id', '=', publisherId)
    .orderBy('thing.id')
    .orderBy('version.number', 'desc')

/** Everything of a catalogue: badges, then stacks, then micro-credentials, each in the order in which they stand. */
export async function listThings(db: Db | Tx, publisherId: string): Promise<Thing[]> {
  const [allBadges, allStacks, allMicroCredentials] = await Promise.all([
    badges(db, publisherId).execute(),
    stacks(db, publisherId).execute(),
    microCredentials(db, publisherId).execute(),
  ])
  const placed = <T extends { position: number; slug: string }>(rows: T[]): T[] =>
    rows.toSorted((a, b) => a.position - b.position || (a.slug < b.slug ? -1 : 1))
  return [
    ...allBadges.map((row) => toThing('badge', row)),
    ...placed(allStacks).map((row) => toThing('stack', row)),
    ...placed(allMicroCredentials).map((row) => toThing('micro-credential', row)),
  ]
}

/** One thing with what its newest version says; null when there is none of this name. */
export async function findThing(
  db: Db | Tx,
  publisherId: string,
  kind: ThingKind,
  slug: string,
): Promise<(Thing & { content: Record<string, unknown> }) | null> {
  const query = {
    badge: () => badges(db, publisherId).select('version.content').where('thing.slug', '=', slug).executeTakeFirst(),
    stack: () => stacks(db, publisherId).select('version.content').where('thing.slug', '=', slug).executeTakeFirst(),
    'micro-credential': () =>
      microCredentials(db, publisherId).select('version.content').where('thing.slug', '=', slug).executeTakeFirst(),
  }[kind]
  const row = await query()
  if (row === undefined) return null
  return { ...toThing(kind, row), content: row.content as Record<string, unknown> }
}
