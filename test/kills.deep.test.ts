import { afterAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#src/platform/database/database.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { isGone } from './database/other-mintmark.ts'
import { assess } from './kills/assessors.ts'
import { findOwed, findTwice, findWrongFiles, readCredentials } from './kills/consequences.ts'
import { educate } from './kills/educators.ts'
import { newLedger } from './kills/ledger.ts'
import { findLosses } from './kills/losses.ts'
import { between, killWhileStarting, pick, randomFrom, serverOf } from './kills/moments.ts'
import { addEducator, cookieOf } from './kills/people.ts'
import { asLongAsItRuns, untilCutOff, type Round } from './kills/round.ts'
import { freePort, freshFolder, removeFolder, startProgram, type Program } from './program/program.ts'

const KILLS = 50
/** So few that some of them complete the whole stack. */
const EDUCATORS = 8
const seed = Number(process.env['KILLS_SEED'] ?? Date.now() % 1_000_000)
const random = randomFrom(seed)

const dataDir = freshFolder()
afterAll(async () => {
  await running?.kill()
  const server = serverOf(dataDir)
  if (server !== null) await isGone(server.pid, dataDir)
  removeFolder(dataDir)
})
// Always our own PostgreSQL, also where the other tests are given one.
const options = { dataDir, port: await freePort(), env: { DATABASE_URL: undefined } }
const ledger = newLedger()
const cookies = new Map<string, string>()
let running: Program | null = null
let credentials = 0

/** The database of the running program. */
function open(): Database {
  const server = serverOf(dataDir)
  if (server === null) throw new Error('No PostgreSQL runs on the data folder.')
  return openDatabase(server.url, { max: 2, name: 'kills', onError: () => undefined })
}

/** Starts, and finds everything that was acknowledged before; then everything that follows from it. */
async function startAgain(all = false): Promise<{ program: Program; round: Round }> {
  const program = await startProgram(options)
  running = program
  const round: Round = { base: program.url, ledger, random, ending: false }
  const { db, close } = open()
  try {
    expect(await findLosses(db, ledger)).toEqual([])
    expect(await findWrongFiles(round, ledger, all)).toEqual([])
    await expect.poll(() => findOwed(db), { timeout: 30_000, interval: 100 }).toEqual([])
    expect(await findTwice(db)).toEqual([])
    if (all) credentials = await readCredentials(round, db)
  } finally {
    await close()
  }
  return { program, round }
}

/** Everybody at work at once, until the kill. */
async function work(round: Round): Promise<void> {
  const admin = await cookieOf(round, cookies, 'admin')
  const assessors = await Promise.all(
    ['assessor', 'assessor-2'].map(async (name) => ({ name, cookie: await cookieOf(round, cookies, name) })),
  )
  const known = ledger.educators.toSorted(() => random() - 0.5).slice(0, 4)
  const newcomers = ledger.educators.length < EDUCATORS ? Math.max(1, 4 - known.length) : 0
  await Promise.all([
    ...known.map((educator) => untilCutOff(() => educate(round, educator))),
    ...assessors.map((assessor) => untilCutOff(() => assess(round, assessor))),
    ...Array.from({ length: newcomers }, async () => {
      let educator: Awaited<ReturnType<typeof addEducator>> | null = null
      await untilCutOff(async () => {
        if (educator === null) educator = await addEducator(round, admin)
        else await educate(round, educator)
      })
    }),
  ])
}

/** Kills web and worker with what they do, and in some rounds PostgreSQL in the same moment. */
async function kill(program: Program, round: Round): Promise<void> {
  const server = serverOf(dataDir)
  const how = pick(random, ['leave the server', 'wait for the server', 'kill the server'])
  round.ending = true
  await program.kill()
  if (server === null) throw new Error('PostgreSQL was gone before the kill.')
  if (how === 'kill the server' && serverOf(dataDir)?.pid === server.pid) process.kill(server.pid, 'SIGKILL')
  if (how === 'wait for the server') expect(await isGone(server.pid, dataDir)).toBe(true)
}

test(`killing the program at ${KILLS} random moments loses nothing that was acknowledged`, async () => {
  let round = 0
  let early = 0
  try {
    // The first start of all, broken off again and again: an empty folder, half a database, half a demo district.
    for (; round < 6; round += 1) if (!(await killWhileStarting(options, between(random, 50, 5000)))) early += 1
    for (; round < KILLS; round += 1) {
      if (random() < 0.15) {
        if (!(await killWhileStarting(options, between(random, 20, 1500)))) early += 1
        continue
      }
      const { program, round: life } = await startAgain()
      const working = asLongAsItRuns(() => work(life))
      await Promise.race([pause(between(random, 200, 5000)), working])
      await kill(program, life)
      await working
    }
    const { program, round: life } = await startAgain(true)
    life.ending = true
    await program.stop()
    expect(serverOf(dataDir)).toBeNull()
  } catch (error) {
    throw new Error(`In round ${round + 1} (KILLS_SEED=${seed}): ${String(error)}`, { cause: error })
  }
  console.log({ seed, kills: KILLS, early, credentials, ...Object.fromEntries(ledger.counts) })
  for (const what of ['saved', 'file', 'submitted', 'claimed', 'earned', 'not_yet', 'next attempt', 'withdrawn'])
    expect(ledger.counts.get(what) ?? 0, what).toBeGreaterThan(0)
})
