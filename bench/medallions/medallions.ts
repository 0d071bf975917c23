/** Medallions in the largest district that we promise: what its leaders wait for, and what the web process takes. */

import { readFileSync } from 'node:fs'
import { importCatalogueFolder } from '../../src/modules/catalogue/commands.ts'
import { startDraft } from '../../src/modules/medallions/commands/drafts.ts'
import { ensurePublisher, sendSignInLink } from '../../src/modules/people/commands.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrations.ts'
import { prepareJobs } from '../../src/platform/events/jobs.ts'
import { startPostgres } from '../../src/platform/postgres/postgres.ts'
import { openSessions } from '../../src/platform/sessions.ts'
import { readConfig } from '../../src/platform/start/config.ts'
import { openWorld } from '../../src/platform/world.ts'
import { Dice } from '../../test/factories/dice.ts'
import { fillDistrict, LARGEST, type LargeDistrict } from '../../test/factories/districts/large.ts'
import { freshFolder, removeFolder, startProgram } from '../../test/program/program.ts'
import { quantile, timed } from '../times.ts'
import { importBench } from './import.ts'
import { reportBench } from './report.ts'

const SEED = 5
const ASKED = 250
/** Leaders of schools who take part, beside the leader of the district. */
const SCHOOLS = 8
const PASSWORD = 'a leader of the great plains'

export async function medallions(): Promise<Record<string, number>> {
  const dataDir = freshFolder()
  const server = await startPostgres({ dataDir })
  const config = readConfig({ MINTMARK_DATA: dataDir, PORT: '4778' })
  const opened = openWorld(config, server.url, 'web')
  try {
    const { db, pool } = opened
    await migrate(pool)
    await prepareJobs(pool)
    const now = new Date()
    const publisherId = await ensurePublisher(opened, true)
    const imported = await importCatalogueFolder({ db, now, publisherId }, 'content/pbl')
    if (!imported.ok) throw new Error(imported.problems.join('\n'))
    const sessions = openSessions(config, db, (address, token) => sendSignInLink(opened, address, token))
    const passwordHash = await (await sessions.$context).password.hash(PASSWORD)
    const began = performance.now()
    const made = await fillDistrict(db, { publisherId, size: LARGEST, seed: SEED, now, passwordHash })
    const fill_s = Math.round((performance.now() - began) / 1000)
    const asked = await askPages(db, server.url, made)
    const reported = await reportBench(db, made.district.id, now)
    return { ...asked, ...reported, ...(await importBench(db)), ...(await countAll(db, made)), fill_s }
  } finally {
    await opened.close()
    await server.stop()
    removeFolder(dataDir)
  }
}

/** The pages of the real web process, asked one after the other by leaders of the district and of schools. */
async function askPages(db: Db, databaseUrl: string, made: LargeDistrict): Promise<Record<string, number>> {
  const dataDir = freshFolder()
  const program = await startProgram({ dataDir, env: { DATABASE_URL: databaseUrl } })
  try {
    const leaders = await Promise.all(
      made.leaders.slice(0, 1 + SCHOOLS).map(async ({ actor, email }) => ({
        organisationId: actor.roles[0]?.organisationId ?? '',
        actor,
        cookie: await signIn(program.url, email),
      })),
    )
    const ask = async (cookie: string, path: string): Promise<number> =>
      timed(async () => {
        const answer = await fetch(program.url + path, { headers: { cookie, 'accept-encoding': 'gzip' } })
        const text = await answer.text()
        if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${text.slice(0, 200)}`)
      })
    const [whole] = leaders
    if (whole === undefined) throw new Error('Nobody leads the district.')
    const drafts = await beginDrafts(db, made, whole)
    const cohorts = await listCohorts(db, leaders)
    const dice = new Dice(SEED)
    const measure = async (paths: () => [cookie: string, path: string]): Promise<number[]> => {
      // The first ones compile the program and read the tables.
      for (let turn = 0; turn < 20; turn += 1) await ask(...paths())
      const times: number[] = []
      for (let turn = 0; turn < ASKED; turn += 1) times.push(await ask(...paths()))
      return times
    }
    const designer = await measure(() => {
      const draft = dice.pick(drafts)
      return [whole.cookie, dice.chance(0.5) ? `/design/${draft}` : `/design/${draft}/qualified`]
    })
    const progress = await measure(() => {
      const leader = dice.pick(leaders)
      const cohort = dice.pick(
        cohorts.filter(({ organisationId }) => organisationId === leader.organisationId || leader === whole),
      )
      return [
        leader.cookie,
        dice.pick(['/progress', '/progress/schools', `/progress/${cohort.id}`, `/progress/${cohort.id}`]),
      ]
    })
    return {
      designer_p99_ms: quantile(designer, 0.99),
      designer_p50_ms: quantile(designer, 0.5),
      progress_p99_ms: quantile(progress, 0.99),
      progress_p50_ms: quantile(progress, 0.5),
      asked: designer.length + progress.length,
      rss_mb: mostMemory(program.pid),
    }
  } finally {
    await program.stop()
    removeFolder(dataDir)
  }
}

async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ email, password: PASSWORD, intent: 'password', next: '/me' }),
    redirect: 'manual',
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`${email} could not sign in: ${answer.status}`)
  return cookies.join('; ')
}

type Leader = { actor: LargeDistrict['leaders'][number]['actor']; organisationId: string }

/** The next version of each medallion, so that there is something to design. */
async function beginDrafts(db: Db, { medallions }: LargeDistrict, { actor }: Leader): Promise<string[]> {
  const drafts: string[] = []
  for (const { medallionId, organisationId } of medallions) {
    const begun = await startDraft({ db, actor, now: new Date() }, { organisationId, from: { medallion: medallionId } })
    if (!begun.ok) throw new Error(begun.reason)
    drafts.push(begun.draftId)
  }
  return drafts
}

const listCohorts = (db: Db, leaders: readonly Leader[]): Promise<{ id: string; organisationId: string }[]> =>
  db
    .selectFrom('cohort')
    .select(['id', 'organisation_id as organisationId'])
    .where(
      'organisation_id',
      'in',
      leaders.map(({ organisationId }) => organisationId),
    )
    .orderBy('id')
    .execute()

/** The most memory that a process had at any time, in MB. */
const mostMemory = (pid: number): number =>
  Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)

/** How many there are of what the figures stand for. */
async function countAll(db: Db, { district, schools, medallions }: LargeDistrict): Promise<Record<string, number>> {
  const count = async (table: 'pursuit' | 'enrolment'): Promise<number> =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('org_id', '=', district.id)
        .executeTakeFirstOrThrow()
    ).n
  const { educators } = await db
    .selectFrom('role')
    .select(({ fn }) => fn.count<number>('person_id').distinct().as('educators'))
    .where('org_id', '=', district.id)
    .where('kind', '=', 'educator')
    .executeTakeFirstOrThrow()
  const { awards } = await db
    .selectFrom('award')
    .select(({ fn }) => fn.countAll<number>().as('awards'))
    .executeTakeFirstOrThrow()
  return {
    educators,
    schools: schools.length,
    medallions: medallions.length,
    pursuits: await count('pursuit'),
    enrolments: await count('enrolment'),
    awards,
  }
}
