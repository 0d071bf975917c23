/** The search over thousands of micro-credentials, on the PostgreSQL of an installation. */

import { sql } from 'kysely'
import { openDoors } from '../../src/doors.ts'
import { importCatalogueFolder } from '../../src/modules/catalogue/commands.ts'
import { searchCatalogue, type Asked } from '../../src/modules/catalogue/queries/search.ts'
import { ensurePublisher, sendSignInLink } from '../../src/modules/people/commands.ts'
import { migrate } from '../../src/platform/database/migrations.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { prepareJobs } from '../../src/platform/events/jobs.ts'
import { builtPages } from '../../src/platform/http/assets.ts'
import { openRateLimits } from '../../src/platform/http/rate-limit.ts'
import { startPostgres } from '../../src/platform/postgres/postgres.ts'
import { openSessions } from '../../src/platform/sessions.ts'
import { readConfig } from '../../src/platform/start/config.ts'
import { openWorld, type WebWorld } from '../../src/platform/world.ts'
import { freshFolder, removeFolder } from '../../test/program/program.ts'
import { fillCatalogue } from '../../test/factories/catalogues/many.ts'
import { quantile, timed } from '../times.ts'
import { makeQuestions, type Known } from './questions.ts'

const MICRO_CREDENTIALS = 5000
const QUESTIONS = 550
const ROUNDS = 4
const PAGES = 220
const SEED = 4

export async function search(): Promise<Record<string, number>> {
  const dataDir = freshFolder()
  const server = await startPostgres({ dataDir })
  const config = readConfig({ MINTMARK_DATA: dataDir, PORT: '4777' })
  const opened = openWorld(config, server.url, 'web')
  try {
    await migrate(opened.pool)
    await prepareJobs(opened.pool)
    const sessions = openSessions(config, opened.db, (address, token) => sendSignInLink(opened, address, token))
    return await measure({ ...opened, sessions, limits: await openRateLimits(opened.pool) })
  } finally {
    await opened.close()
    await server.stop()
    removeFolder(dataDir)
  }
}

async function measure(world: WebWorld): Promise<Record<string, number>> {
  const { db } = world
  const publisherId = await ensurePublisher(world, true)
  const imported = await importCatalogueFolder({ db, now: world.now(), publisherId }, 'content/pbl')
  if (!imported.ok) throw new Error(imported.problems.join('\n'))
  const founding = imported.published + imported.drafts
  const began = performance.now()
  const { badges, stacks } = await fillCatalogue(db, {
    publisherId,
    count: MICRO_CREDENTIALS - (founding - 6),
    seed: SEED,
    now: world.now(),
  })
  const fill_s = (performance.now() - began) / 1000
  // What the server does by itself within a minute of such a change.
  await sql`vacuum analyze`.execute(db)
  const all = await searchCatalogue(db, publisherId, {
    text: '',
    stack: null,
    component: null,
    hours: [],
    page: 1,
    size: 1,
  })

  const known = await listKnown(db, publisherId)
  const questions = makeQuestions(known, QUESTIONS, SEED)
  const times = new Map<string, number[]>()
  for (let round = 0; round <= ROUNDS; round++)
    for (const { kind, asked } of questions) {
      const took = await timed(() => searchCatalogue(db, publisherId, asked))
      // The first round reads the tables and compiles the program.
      if (round > 0) times.set(kind, [...(times.get(kind) ?? []), took])
    }
  const pages = await measurePages(
    world,
    makeQuestions(known, PAGES, SEED + 1).map(({ asked }) => asked),
  )
  const searches = [...times.values()].flat()
  return {
    micro_credentials: all.total,
    stacks: stacks + 5,
    badges: badges + 1,
    search_p50_ms: quantile(searches, 0.5),
    search_p99_ms: quantile(searches, 0.99),
    search_most_ms: quantile(searches, 1),
    searches: searches.length,
    ...Object.fromEntries(
      [...times].map(([kind, list]) => [`${kind.replaceAll(/\W+/g, '_')}_p99_ms`, quantile(list, 0.99)]),
    ),
    page_p50_ms: quantile(pages, 0.5),
    page_p99_ms: quantile(pages, 0.99),
    pages: pages.length,
    fill_s: Math.round(fill_s),
  }
}

/** The whole answer to a request for a page that nobody has asked for before. */
async function measurePages(world: WebWorld, asked: Asked[]): Promise<number[]> {
  const doors = openDoors(world, await builtPages())
  const open = async (path: string) => {
    const { publicUrl } = world.config
    const answer = await doors.request(`${publicUrl}${path}`, { headers: { host: new URL(publicUrl).host } })
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}.`)
    return answer.text()
  }
  await open('/catalogue?q=first')
  const times: number[] = []
  for (const [at, one] of asked.entries()) {
    const query = new URLSearchParams({ q: one.text, stack: one.stack ?? '', component: one.component ?? '' })
    for (const hours of one.hours) query.append('hours', String(hours))
    query.set('page', String(one.page))
    times.push(await timed(() => open(`/catalogue?${query}&asked=${at}`)))
  }
  return times
}

async function listKnown(db: Db, publisherId: string): Promise<Known> {
  const [versions, stacks, components] = await Promise.all([
    db
      .selectFrom('micro_credential_version')
      .select(['title', 'competency'])
      .where('org_id', '=', publisherId)
      .execute(),
    db.selectFrom('stack').select('slug').where('org_id', '=', publisherId).execute(),
    db
      .selectFrom('catalogue_component')
      .select(['framework', 'edition', 'code'])
      .where('org_id', '=', publisherId)
      .execute(),
  ])
  return {
    titles: versions.map(({ title }) => title),
    sentences: versions.map(({ competency }) => competency),
    stacks: stacks.map(({ slug }) => slug),
    components,
  }
}
