import { sql } from 'kysely'
import { awardCollections, awardDecided } from '#src/modules/credentials/commands/award.ts'
import { issueCredential } from '#src/modules/credentials/commands/issue.ts'
import { findAwardById, listAwardsOf } from '#src/modules/credentials/queries/awards.ts'
import { findCredential } from '#src/modules/credentials/queries/credentials.ts'
import { readConfig, type Config } from '#src/platform/start/config.ts'
import { fetchNothing, type Fetch } from '#src/platform/fetch/fetch.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { Db } from '#src/platform/database/database.ts'
import { NOON } from './factories.ts'
import { decideOn, makeSubmitted, newestAttempt } from './pursuits.ts'

export const PUBLIC_URL = 'https://credentials.test.example'

/** The settings of an installation that issues under PUBLIC_URL. */
const issuingConfig = (): Config =>
  readConfig({
    PUBLIC_URL,
    MINTMARK_SECRET: 's'.repeat(40),
    MINTMARK_MASTER_KEY: '5a'.repeat(32),
    SMTP_URL: 'smtp://mail.test.example',
    MINTMARK_DATA: '/tmp/mintmark-test-none',
  })

export type IssuingWorld = { db: Db; config: Config; fetch: Fetch; now: () => Date }

export const issuingWorld = (db: Db, now = NOON): IssuingWorld => ({
  db,
  config: issuingConfig(),
  fetch: fetchNothing,
  now: () => now,
})

/** A micro-credential that an educator handed in and that was decided as earned; nothing is awarded yet. */
export async function earn(
  db: Db,
  educator: Actor,
  slug: string,
  { unmet = [], now = NOON }: { unmet?: readonly string[]; now?: Date } = {},
): Promise<{ orgId: string; submissionId: string }> {
  const pursuitId = await makeSubmitted({ db, actor: educator, now }, slug)
  const attempt = await newestAttempt(db, pursuitId)
  await decideOn(db, attempt, unmet, now)
  return { orgId: attempt.orgId, submissionId: attempt.id }
}

/** The same, awarded and with its credential signed. */
export async function earnCredential(
  world: IssuingWorld,
  educator: Actor,
  slug: string,
): Promise<{ orgId: string; awardId: string; id: string; document: string }> {
  const awardId = await awardDecided(world, await earn(world.db, educator, slug, { now: world.now() }))
  if (awardId === null) throw new Error('Nothing was awarded.')
  const { org_id: orgId } = await world.db
    .selectFrom('award')
    .select('org_id')
    .where('id', '=', awardId)
    .executeTakeFirstOrThrow()
  const id = await issueCredential(world, { orgId, awardId })
  const credential = await findCredential(world.db, id)
  if (credential === null) throw new Error('The credential was signed a moment ago.')
  return { orgId, awardId, id, document: credential.document }
}

export const PLANNING = [
  'aligning-to-standards',
  'infusing-skills',
  'designing-authentic-tasks',
  'developing-driving-questions',
  'using-grasp-to-frame-a-task',
  'planning-for-student-voice-and-choice',
] as const

/** Cuts the catalogue down to a badge of two stacks of three, so that a test can earn all of it. */
export async function cutToSmallBadge(db: Db): Promise<void> {
  const second = await db
    .selectFrom('stack')
    .select(['id', 'badge_id'])
    .where('slug', '=', 'instruction')
    .executeTakeFirstOrThrow()
  const rest = db
    .selectFrom('micro_credential')
    .select('id')
    .where('slug', 'not in', [...PLANNING])
  for (const table of ['micro_credential_version', 'micro_credential_search'] as const)
    await db.deleteFrom(table).where('micro_credential_id', 'in', rest).execute()
  await db
    .deleteFrom('micro_credential')
    .where('slug', 'not in', [...PLANNING])
    .execute()
  await db.updateTable('micro_credential').set({ stack_id: second.id }).where('slug', 'in', PLANNING.slice(3)).execute()
  const lists = { 'planning-and-preparation': PLANNING.slice(0, 3), instruction: PLANNING.slice(3) }
  for (const [slug, listed] of Object.entries(lists))
    await sql`
      update stack_version set content = jsonb_set(content, '{micro_credentials}', ${JSON.stringify(listed)}::jsonb)
      where stack_id = (select id from stack where slug = ${slug})`.execute(db)
  const others = db
    .selectFrom('stack')
    .select('id')
    .where('slug', 'not in', ['planning-and-preparation', 'instruction'])
  await db.deleteFrom('stack_version').where('stack_id', 'in', others).execute()
  await db.deleteFrom('stack').where('slug', 'not in', ['planning-and-preparation', 'instruction']).execute()
}

/** The credential of the planning stack, issued before those of the micro-credentials that it is built on. */
export async function awardedStack(
  world: IssuingWorld,
  educator: Actor,
): Promise<{ orgId: string; awardId: string; id: string; document: string }> {
  let last = { orgId: '', awardId: '' }
  for (const slug of PLANNING) {
    const awardId = await awardDecided(world, await earn(world.db, educator, slug, { now: world.now() }))
    const award = awardId === null ? null : await findAwardById(world.db, awardId)
    if (award === null) throw new Error('Nothing was awarded.')
    last = { orgId: award.orgId, awardId: award.id }
  }
  await awardCollections(world, last)
  const stack = (await listAwardsOf(world.db, educator.personId)).find(({ kind }) => kind === 'stack')
  if (stack === undefined) throw new Error('Six of six were earned.')
  const id = await issueCredential(world, { orgId: stack.orgId, awardId: stack.id })
  const credential = await findCredential(world.db, id)
  return { orgId: stack.orgId, awardId: stack.id, id, document: credential?.document ?? '' }
}
