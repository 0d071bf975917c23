import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { ask, folderOf, isGone, otherMintmark, pathWith } from '#test/database/other-mintmark.ts'
import { holdDataFolder } from './data-folder.ts'
import { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts'
import { linkLibraries } from './binaries.ts'
import { serves } from './left-over.ts'
import { findRunning } from './running.ts'
import { until } from './processes.ts'

const root = mkdtempSync(join(tmpdir(), 'mintmark-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

// Making a database and recovering one wait for the disk.
vi.setConfig({ testTimeout: 60_000 })
afterAll(() => vi.resetConfig())

const binDir = process.env['PG_BIN']
const start = (dataDir: string, options: Partial<PostgresOptions> = {}): Promise<Postgres> =>
  startPostgres({ dataDir, durable: false, ...(binDir === undefined ? {} : { binDir }), ...options })

const kept = join(root, 'kept')

test('what was written is there after a stop and a second start; only the private socket listens', async () => {
  const first = await start(kept, { durable: true })
  await ask(first.url, `create table note as select 'hello' as word`)
  expect(await ask(first.url, 'show listen_addresses')).toEqual([''])
  expect(statSync(join(kept, 'socket')).mode & 0o777).toBe(0o700)
  expect(statSync(folderOf(kept)).mode & 0o777).toBe(0o700)
  expect(await ask(first.url, 'show fsync')).toEqual(['on'])
  expect(await findRunning(kept)).toBe(first.url)
  await first.stop()
  await first.stop()
  expect(await findRunning(kept)).toBeNull()
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
  const untied = pathWith(root, 'unshare', 'test', 'true', 'ls')
  const { other, server } = await otherMintmark(kept, untied)
  await other.kill()
  expect(serves(server, folderOf(kept))).toBe(true)
  const next = await start(kept)
  expect(serves(server, folderOf(kept))).toBe(false)
  expect(await ask(next.url, 'select count(*)::int from kept')).toEqual([3])
  await next.stop()
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
