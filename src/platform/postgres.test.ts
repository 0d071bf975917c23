import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { inAnotherNode, type AnotherNode } from '#test/another-node.ts'
import { holdDataFolder } from './data-folder.ts'
import { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts'
import { findBinaries, linkLibraries } from './postgres/binaries.ts'
import { serves } from './postgres/left-over.ts'
import { until } from './processes.ts'

const root = mkdtempSync(join(tmpdir(), 'mintmark-test-'))
// To pass through, not to look.
chmodSync(root, 0o711)
afterAll(() => rmSync(root, { recursive: true, force: true }))

// Making a database and recovering one wait for the disk.
vi.setConfig({ testTimeout: 60_000 })

const binDir = process.env['PG_BIN']
const start = (dataDir: string, options: Partial<PostgresOptions> = {}): Promise<Postgres> =>
  startPostgres({ dataDir, durable: false, ...(binDir === undefined ? {} : { binDir }), ...options })

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(question)
  await client.end()
  return rows.map((row) => Object.values(row)[0])
}

/** Another Node that holds the folder, runs a server on it and has committed one row. */
async function otherMintmark(
  dataDir: string,
  env = process.env,
  programs = binDir,
): Promise<{ other: AnotherNode; server: number }> {
  const options = JSON.stringify({ dataDir, binDir: programs })
  const other = await inAnotherNode(
    `
    const { startPostgres } = await import(root + 'src/platform/postgres.ts')
    const { openDatabase } = await import(root + 'src/platform/database.ts')
    const { holdDataFolder } = await import(root + 'src/platform/data-folder.ts')
    const options = ${options}
    holdDataFolder(options.dataDir)
    const server = await startPostgres(options)
    const { pool } = openDatabase(server.url, { max: 1, name: 'other', onError: () => {} })
    await pool.query('create table if not exists kept (word text)')
    await pool.query("insert into kept values ('committed')")
    say(server.pid)
    setInterval(() => {}, 1000)`,
    env,
  )
  return { other, server: z.number().parse(other.said) }
}

const folderOf = (dataDir: string): string => join(dataDir, 'postgres')
const isGone = (pid: number, dataDir: string): Promise<boolean> => until(() => !serves(pid, folderOf(dataDir)), 15_000)

/** A PATH on which only some of the system's programs are found. */
function pathWith(...programs: string[]): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(root, 'path-'))
  chmodSync(folder, 0o711)
  for (const program of programs) {
    const found = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, program))
    const place = found.find((path) => existsSync(path))
    if (place) symlinkSync(place, join(folder, program))
  }
  return { ...process.env, PATH: folder }
}

const kept = join(root, 'kept')

test('what was written is there after a stop and a second start; only the private socket listens', async () => {
  const first = await start(kept, { durable: true })
  await ask(first.url, `create table note as select 'hello' as word`)
  expect(await ask(first.url, 'show listen_addresses')).toEqual([''])
  expect(statSync(join(kept, 'socket')).mode & 0o777).toBe(0o700)
  expect(statSync(folderOf(kept)).mode & 0o777).toBe(0o700)
  expect(await ask(first.url, 'show fsync')).toEqual(['on'])
  await first.stop()
  await first.stop()
  expect(readdirSync(kept)).toEqual(['postgres'])

  const second = await start(kept)
  expect(await ask(second.url, 'select word from note')).toEqual(['hello'])
  await second.stop()
})

test('kill -9 of Node takes the server down, and the next start has all that was committed', async () => {
  const { other, server } = await otherMintmark(kept)
  await expect(start(kept)).rejects.toThrow(`already runs on the folder ${kept} (process ${other.pid})`)
  await other.kill()
  if (existsSync('/usr/bin/setpriv')) expect(await isGone(server, kept)).toBe(true)
  const next = await start(kept)
  expect(await ask(next.url, 'select word from kept')).toEqual(['committed'])
  await next.stop()
})

test('kill -9 of Node and of the server: the next start recovers by itself', async () => {
  const { other, server } = await otherMintmark(kept)
  process.kill(server, 'SIGKILL')
  await other.kill()
  const next = await start(kept)
  expect(await ask(next.url, 'select count(*)::int from kept')).toEqual([2])
  await next.stop()
})

test('a server that outlived its Node is stopped, then a new one starts', async () => {
  const untied = pathWith('unshare', 'test', 'true', 'ls')
  const { other, server } = await otherMintmark(kept, untied)
  await other.kill()
  expect(serves(server, folderOf(kept))).toBe(true)
  const next = await start(kept)
  expect(serves(server, folderOf(kept))).toBe(false)
  expect(await ask(next.url, 'select count(*)::int from kept')).toEqual([3])
  await next.stop()
})

const isRoot = process.getuid?.() === 0

test.runIf(isRoot)(
  'where namespaces are forbidden root becomes nobody, who may enter our folders; and back',
  async () => {
    const closed = mkdtempSync(join(root, 'closed-'))
    const { other, server } = await otherMintmark(closed, pathWith('setpriv', 'test', 'true', 'ls'))
    expect(statSync(`/proc/${server}`).uid).toBe(65_534)
    await other.kill()
    expect(await isGone(server, closed)).toBe(true)
    const next = await start(closed)
    expect(await ask(next.url, 'select word from kept')).toEqual(['committed'])
    await next.stop()
    expect(statSync(folderOf(closed)).uid).toBe(0)
  },
)

test.runIf(isRoot && binDir === undefined)('programs that nobody can reach are copied to where it can', async () => {
  const closed = mkdtempSync(join(root, 'closed-'))
  const { bin } = await findBinaries()
  cpSync(join(bin, '..'), join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
  const temporary = join(root, 'temporary')
  mkdirSync(temporary)
  const run = async (dataDir: string, ...found: string[]): Promise<string> => {
    const env = { ...pathWith('test', 'true', 'ls', ...found), TMPDIR: temporary }
    const { other, server } = await otherMintmark(dataDir, env, join(closed, 'native', 'bin'))
    const program = readlinkSync(`/proc/${server}/exe`)
    await other.kill()
    await (await start(dataDir)).stop()
    return program
  }
  const open = join(root, 'open')
  expect(await run(open)).toContain(join(open, 'mintmark-postgres-'))
  expect(await run(join(closed, 'data'), 'setpriv')).toContain(join(temporary, 'mintmark-postgres-'))
  await expect(run(join(closed, 'data'))).rejects.toThrow(`it cannot enter ${join(closed, 'data')}`)
})

test('a pid file that names a living process of another kind is not believed, and that process is let be', async () => {
  writeFileSync(join(folderOf(kept), 'postmaster.pid'), `${process.pid}\n${folderOf(kept)}\n0\n5432\n\n\n\n ready\n`)
  const server = await start(kept)
  await server.stop()
})

test('a path too long for a socket is served through a private folder elsewhere', async () => {
  const long = join(root, 'a folder, with a comma'.repeat(6), 'data')
  const server = await start(long)
  expect(await ask(server.url, 'select 1')).toEqual([1])
  expect(existsSync(join(long, 'socket'))).toBe(false)
  await server.stop()
})

test('a first start that was interrupted is begun anew', async () => {
  const dataDir = join(root, 'interrupted')
  mkdirSync(join(dataDir, 'postgres.part', 'base'), { recursive: true })
  mkdirSync(folderOf(dataDir))
  const server = await start(dataDir)
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'socket'])
  await server.stop()
})

test('the end of the server is reported unless it was asked for', async () => {
  let ended = 0
  const server = await start(kept, { onExit: () => (ended += 1) })
  process.kill(server.pid, 'SIGINT')
  expect(await until(() => ended === 1, 10_000)).toBe(true)
  await server.stop()
})

test('files of another version, files that are no database, and programs that are none are refused with a sentence', async () => {
  const version = join(folderOf(kept), 'PG_VERSION')
  const real = readFileSync(version, 'utf8')
  writeFileSync(version, '14\n')
  await expect(start(kept)).rejects.toThrow('was made by PostgreSQL 14')
  writeFileSync(version, real)

  const other = join(root, 'other')
  mkdirSync(folderOf(other), { recursive: true })
  writeFileSync(join(folderOf(other), 'letter.txt'), 'mine')
  await expect(start(other)).rejects.toThrow('holds files but no whole database')
  expect(readdirSync(folderOf(other))).toEqual(['letter.txt'])

  await expect(start(other, { binDir: root })).rejects.toThrow(`The PostgreSQL in ${root} does not run`)
})

test('library links that the installation left out are made', () => {
  const lib = join(root, 'package', 'native', 'lib')
  mkdirSync(lib, { recursive: true })
  const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
  writeFileSync(join(root, 'package', 'native', 'pg-symlinks.json'), JSON.stringify([link]))
  linkLibraries(join(root, 'package'))
  linkLibraries(join(root, 'package'))
  expect(readlinkSync(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18')
})

test('the holder of a folder may start the server itself', async () => {
  const hold = holdDataFolder(kept)
  const server = await start(kept)
  await server.stop()
  hold.release()
})
