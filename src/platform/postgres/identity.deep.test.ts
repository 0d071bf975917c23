import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { ask, folderOf, isGone, otherMintmark, pathWith } from '#test/database/other-mintmark.ts'
import { startPostgres } from './postgres.ts'
import { findBinaries } from './binaries.ts'

vi.setConfig({ testTimeout: 60_000 })
afterAll(() => vi.resetConfig())

const root = mkdtempSync(join(tmpdir(), 'mintmark-test-'))
// To pass through, not to look.
chmodSync(root, 0o711)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const binDir = process.env['PG_BIN']
const start = (dataDir: string) =>
  startPostgres({ dataDir, durable: false, ...(binDir === undefined ? {} : { binDir }) })
const isRoot = process.getuid?.() === 0

test.runIf(isRoot).each([
  ['where namespaces are forbidden', () => pathWith(root, 'setpriv', 'test', 'true', 'ls'), 0],
  ["in another user's private folder", () => process.env, 12_345],
])('%s root becomes nobody, who may enter our folders; and back', async (_, env, owner) => {
  const closed = mkdtempSync(join(root, 'closed-'))
  chownSync(closed, owner, owner)
  const { other, server } = await otherMintmark(join(closed, 'data'), env())
  expect(statSync(`/proc/${server}`).uid).toBe(65_534)
  await other.kill()
  expect(await isGone(server, join(closed, 'data'))).toBe(true)
  chownSync(closed, 0, 0)
  const next = await start(join(closed, 'data'))
  expect(await ask(next.url, 'select word from kept')).toEqual(['committed'])
  await next.stop()
  expect(statSync(folderOf(join(closed, 'data'))).uid).toBe(0)
})

test.runIf(isRoot && binDir === undefined)('programs that nobody can reach are copied to where it can', async () => {
  const closed = mkdtempSync(join(root, 'closed-'))
  const { bin } = await findBinaries()
  cpSync(join(bin, '..'), join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
  const temporary = join(root, 'temporary')
  mkdirSync(temporary)
  const run = async (dataDir: string, ...found: string[]): Promise<string> => {
    const env = { ...pathWith(root, 'test', 'true', 'ls', ...found), TMPDIR: temporary }
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
