import { strToU8, zipSync, type Zippable } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { NOON } from '#test/factories/factories.ts'
import { openSent, pack } from './archive.ts'

const files = await fixtureFiles()
const zip = (entries: Zippable) => [{ path: 'all.zip', bytes: zipSync(entries) }]
const reasons = (sent: Parameters<typeof openSent>[0]) =>
  openSent(sent).problems.map(({ file, reason }) => `${file}: ${reason}`)

test('what is packed is what is opened', () => {
  const opened = openSent([{ path: 'all.zip', bytes: pack(files, NOON) }])
  expect(opened).toEqual({ files, aside: [], problems: [] })
})

test('a folder of a computer is opened as it stands there, and what is no part of a catalogue is put aside', () => {
  const text = strToU8('id: a\n')
  const opened = openSent(
    zip({
      'pbl/stacks/a.yaml': text,
      'pbl/README.md': text,
      'pbl/.git/config.yaml': text,
      'pbl/medallions/a.yaml': text,
      '__MACOSX/pbl/stacks/._a.yaml': text,
      'pbl/empty/': new Uint8Array(),
    }),
  )
  expect(opened.files).toEqual([{ path: 'pbl/stacks/a.yaml', text: 'id: a\n' }])
  expect(opened.aside).toHaveLength(4)
  expect(openSent([{ path: 'picture.png', bytes: text }])).toEqual({ files: [], aside: ['picture.png'], problems: [] })
})

describe('what would do harm is refused with its name', () => {
  test.each([
    '../a.yaml',
    'a/../../b.yaml',
    '/etc/a.yaml',
    'a\\..\\b.yaml',
    'C:/a.yaml',
    './a.yaml',
    'a//b.yaml',
    '\u0000.yaml',
  ])('the path %j', (path) => {
    expect(reasons(zip({ [path]: strToU8('a') })).join()).toContain('no path')
    expect(reasons([{ path, bytes: strToU8('a') }]).join()).toContain('no path')
  })

  test('a text of ten megabytes, sent as it is or packed', () => {
    const long = strToU8('a: b\n'.repeat(2_000_000))
    expect(reasons(zip({ 'stacks/a.yaml': long }))).toEqual([
      expect.stringMatching(/^all\.zip\/stacks\/a\.yaml: .*longer/),
    ])
    expect(reasons([{ path: 'a.yaml', bytes: null }])).toEqual([expect.stringMatching(/^a\.yaml: .*longer/)])
  })

  test('a ZIP that grows a thousandfold', () => {
    const zeros = new Uint8Array(900_000)
    const entries = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`stacks/a${n}.yaml`, zeros]))
    expect(reasons(zip(entries))).toEqual([expect.stringContaining('longer than 20 MB together')])
  })

  test('thousands of files', () => {
    const entries = Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`stacks/a${n}.yaml`, new Uint8Array()]))
    expect(reasons(zip(entries))).toEqual([expect.stringContaining('more than 1000 files')])
  })

  test('a ZIP that breaks off anywhere, and one whose bytes were changed', () => {
    const whole = pack(files.slice(0, 3), NOON)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const cut = openSent([{ path: 'a.zip', bytes: whole.slice(0, at) }])
        expect([cut.files, at < 4 || cut.problems.length > 0]).toEqual([[], true])
        const changed = whole.slice()
        changed[at] = byte
        expect(Array.isArray(openSent([{ path: 'a.zip', bytes: changed }]).problems)).toBe(true)
      }),
      { numRuns: process.env['DEEP'] ? 1000 : 40 },
    )
  })

  test('what is no text', () => {
    expect(reasons([{ path: 'a.yaml', bytes: new Uint8Array([0xff, 0xfe, 0x00]) }])).toEqual([
      'a.yaml: It is no text in UTF-8.',
    ])
  })
})
