/** What an import reads of the catalogue that is there, and writes. */

import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { ThingKind } from '../rules/exchange/package.ts'
import type { Known, KnownThing, KnownVersion, Step } from '../rules/exchange/plan.ts'
import { refreshSearch } from './indexing.ts'
import { tablesOf } from './publishing/history.ts'

/** Makes all who change the catalogue of one publisher wait for each other. */
export async function lockCatalogue(tx: Tx, publisherId: string, now: Date): Promise<void> {
  await tx
    .insertInto('catalogue_revision')
    .values({ org_id: publisherId, revision: newId(), changed_at: now })
    .onConflict((conflict) => conflict.column('org_id').doNothing())
    .execute()
  await tx.selectFrom('catalogue_revision').select('revision').where('org_id', '=', publisherId).forUpdate().execute()
}

/** Says that the catalogue has changed: its pages are drawn anew, and the search finds what it says now. */
export async function reviseCatalogue(tx: Tx, publisherId: string, now: Date): Promise<void> {
  await tx
    .updateTable('catalogue_revision')
    .set({ revision: newId(), changed_at: now })
    .where('org_id', '=', publisherId)
    .execute()
  await refreshSearch(tx, publisherId)
}

/**
 * What is there of a catalogue: every version by its name, and what its things say of each other. Of a thing that was
 * opened and has no version yet there is nothing to be said. What a micro-credential asks for before it is read from
 * its whole text, which takes long of thousands; whoever changes nothing of that does without (`prerequisites` false).
 */
export async function listKnown(
  db: Db | Tx,
  publisherId: string,
  { prerequisites = true }: { prerequisites?: boolean } = {},
): Promise<Known> {
  const [badge, stack, microCredential] = await Promise.all([
    listThings<{ stacks: string[] }>(db, publisherId, 'badge', sql`'stacks', content -> 'stacks'`),
    listThings<{ micro_credentials: string[] }>(
      db,
      publisherId,
      'stack',
      sql`'micro_credentials', content -> 'micro_credentials'`,
    ),
    listThings<{ stack: string; prerequisites: string[]; helpful_before: string[] | null }>(
      db,
      publisherId,
      'micro-credential',
      sql`
        'stack', (select slug from stack where stack.org_id = thing.org_id and stack.id = thing.stack_id),
        'prerequisites', ${prerequisites ? sql`content -> 'prerequisites'` : sql`'[]'::jsonb`},
        'helpful_before', ${prerequisites ? sql`content -> 'helpful_before'` : sql`'[]'::jsonb`}`,
    ),
  ])
  return {
    things: { badge: versionsOf(badge), stack: versionsOf(stack), 'micro-credential': versionsOf(microCredential) },
    frame: {
      badges: badge.flatMap(({ slug, says }) => (says === null ? [] : [{ id: slug, ...says }])),
      stacks: stack.flatMap(({ slug, says }) => (says === null ? [] : [{ id: slug, ...says }])),
      microCredentials: microCredential.flatMap(({ slug, says, retired }) =>
        says === null ? [] : [{ id: slug, ...says, helpful_before: says.helpful_before ?? [], retired }],
      ),
    },
  }
}

type ThingRow<T> = { id: string; slug: string; retired: boolean; versions: KnownVersion[] | null; says: T | null }

const versionsOf = (rows: readonly ThingRow<unknown>[]): Map<string, KnownThing> =>
  new Map(rows.map(({ id, slug, versions }) => [slug, { id, versions: versions ?? [] }]))

/** Every thing of a kind with its versions, and `says` of the newest: the published one, or else the outline. */
async function listThings<T>(
  db: Db | Tx,
  publisherId: string,
  kind: ThingKind,
  says: RawBuilder<unknown>,
): Promise<ThingRow<T>[]> {
  const { thing, version, key } = tablesOf(kind)
  const { rows } = await sql<ThingRow<T>>`
    select thing.id, thing.slug, thing.retired_at is not null as retired,
      json_agg(json_build_object(
        'number', version.number, 'name', version.content_version, 'hash', version.content_hash, 'state', version.state
      ) order by version.number) filter (where version.id is not null) as versions,
      (
        select json_build_object(${says}) from ${version} as newest
        where newest.org_id = thing.org_id and newest.${key} = thing.id
        order by newest.number desc limit 1
      ) as says
    from ${thing} as thing
    left join ${version} as version on version.org_id = thing.org_id and version.${key} = thing.id
    where thing.org_id = ${publisherId}
    group by thing.org_id, thing.id`.execute(db)
  return rows
}

type Given = { publisherId: string; now: Date }
type Collection = { kind: 'stack' | 'badge'; id: string }

/**
 * Writes what a plan says, in a transaction that holds `lockCatalogue`. Stacks and micro-credentials are put where the
 * badges and stacks that are written list them; what they no longer list stays, behind the others or in no badge.
 * Answers with the stacks and badges that were written.
 */
export async function writeSteps(tx: Tx, given: Given, known: Known, steps: readonly Step[]): Promise<Collection[]> {
  const written = steps.filter(({ becomes }) => becomes !== 'unchanged')
  const ids: Record<ThingKind, Map<string, string>> = {
    badge: new Map(),
    stack: new Map(),
    'micro-credential': new Map(),
  }
  for (const kind of ['badge', 'stack', 'micro-credential'] as const)
    for (const [slug, { id }] of known.things[kind]) ids[kind].set(slug, id)
  for (const step of written.toSorted((a, b) => ORDER[a.source.kind] - ORDER[b.source.kind])) {
    const { kind, content } = step.source
    const id = ids[kind].get(content.id) ?? newId()
    if (!ids[kind].has(content.id)) {
      const row = { org_id: given.publisherId, id, slug: content.id, created_at: given.now }
      if (kind === 'badge') await tx.insertInto('badge').values(row).execute()
      else if (kind === 'stack')
        await tx
          .insertInto('stack')
          .values({ ...row, position: 1 })
          .execute()
      else
        await tx
          .insertInto('micro_credential')
          .values({ ...row, stack_id: ids.stack.get(content.stack) ?? '', position: LAST })
          .execute()
      ids[kind].set(content.id, id)
    }
    await writeVersion(tx, given, id, step)
  }
  await putInPlace(
    tx,
    given.publisherId,
    written.some(({ source }) => source.kind !== 'micro-credential'),
  )
  return written.flatMap(({ source: { kind, content } }) => {
    const id = ids[kind].get(content.id)
    return kind === 'micro-credential' || id === undefined ? [] : [{ kind, id }]
  })
}

const ORDER: Record<ThingKind, number> = { badge: 0, stack: 1, 'micro-credential': 2 }
/** Behind whatever a stack lists */
const LAST = 1000

async function writeVersion(tx: Tx, { publisherId, now }: Given, id: string, step: Step): Promise<void> {
  const { source, hash, number } = step
  const { content } = source
  const outline = 'status' in content
  const said = {
    title: content.title,
    content: JSON.stringify(content),
    content_hash: hash,
    content_version: content.version,
    state: outline ? 'draft' : 'published',
    published_at: outline ? null : now,
  }
  const row = { org_id: publisherId, id: newId(), number, ...said }
  if (source.kind === 'badge')
    await tx
      .insertInto('badge_version')
      .values({ ...row, badge_id: id })
      .execute()
  else if (source.kind === 'stack')
    await tx
      .insertInto('stack_version')
      .values({ ...row, stack_id: id })
      .execute()
  else {
    const { competency, hours } = source.content
    const more = { competency, hours_min: hours.min, hours_max: hours.max, hours_credited: hours.credited }
    // An outline is replaced until it is written in full, and then it is the first version.
    await tx
      .insertInto('micro_credential_version')
      .values({ ...row, ...more, micro_credential_id: id })
      .onConflict((conflict) =>
        conflict
          .columns(['org_id', 'micro_credential_id', 'number'])
          .doUpdateSet({ ...said, ...more })
          .where('micro_credential_version.state', '=', 'draft'),
      )
      .execute()
  }
}

/** Puts stacks and micro-credentials where the newest badges and stacks list them. */
async function putInPlace(tx: Tx, publisherId: string, moved: boolean): Promise<void> {
  const newest = (kind: 'badge' | 'stack') => {
    const { version, key } = tablesOf(kind)
    return sql`(
      select distinct on (${key}) ${key} as id, content from ${version}
      where org_id = ${publisherId} and state = 'published' order by ${key}, number desc
    )`
  }
  if (moved)
    await sql`
      update stack set badge_id = place.badge_id, position = coalesce(place.at, stack.position)
      from stack as same
      left join (
        select newest.id as badge_id, listed.slug, listed.at
        from ${newest('badge')} as newest,
          jsonb_array_elements_text(newest.content -> 'stacks') with ordinality as listed (slug, at)
      ) as place on place.slug = same.slug
      where stack.org_id = ${publisherId} and same.org_id = stack.org_id and same.id = stack.id
        and (stack.badge_id, stack.position) is distinct from (place.badge_id, coalesce(place.at, stack.position))`.execute(
      tx,
    )
  await sql`
    update micro_credential as mc set position = coalesce(place.at, ${LAST})
    from micro_credential as same
    left join (
      select newest.id as stack_id, listed.slug, listed.at
      from ${newest('stack')} as newest,
        jsonb_array_elements_text(newest.content -> 'micro_credentials') with ordinality as listed (slug, at)
    ) as place on place.slug = same.slug and place.stack_id = same.stack_id
    where mc.org_id = ${publisherId} and same.org_id = mc.org_id and same.id = mc.id
      and mc.position is distinct from coalesce(place.at, ${LAST})`.execute(tx)
}
