import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inAnotherNode } from '#test/database/another-node.ts'
import { holdDataFolder, refuseHeldByOther } from './data-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mintmark-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const holdAndSay = (where: string): string => `
  const { holdDataFolder } = await import(root + 'src/platform/postgres/data-folder.ts')
  holdDataFolder(${JSON.stringify(where)})
  say({ held: true })
  setInterval(() => {}, 1000)`

test('a second holder is refused with a sentence that names the folder and the process', () => {
  const hold = holdDataFolder(folder)
  expect(() => holdDataFolder(folder)).toThrow(`already runs on the folder ${folder} (process ${process.pid})`)
  hold.release()
  holdDataFolder(folder).release()
  expect(readdirSync(folder)).toEqual([])
})

test('a living holder in another process is refused; after kill -9 its lock is taken over', async () => {
  const other = await inAnotherNode(holdAndSay(folder))
  expect(() => holdDataFolder(folder)).toThrow(`(process ${other.pid})`)
  expect(() => refuseHeldByOther(folder)).toThrow(`(process ${other.pid})`)
  await other.kill()
  expect(() => refuseHeldByOther(folder)).not.toThrow()
  const hold = holdDataFolder(folder)
  expect(() => holdDataFolder(folder)).toThrow(`(process ${process.pid})`)
  hold.release()
})

test.each([
  [
    'a process of the same number that began at another time',
    JSON.stringify({ pid: process.pid, started: 'another time' }),
  ],
  ['words that are no lock', 'half a lo'],
])('a lock that holds %s is stale', (_, text) => {
  writeFileSync(join(folder, 'mintmark.lock'), text)
  holdDataFolder(folder).release()
})

test('release leaves a lock alone that someone else has taken', () => {
  const hold = holdDataFolder(folder)
  const theirs = JSON.stringify({ pid: 1, started: 'then' })
  writeFileSync(join(folder, 'mintmark.lock'), theirs)
  hold.release()
  expect(readdirSync(folder)).toEqual(['mintmark.lock'])
})
