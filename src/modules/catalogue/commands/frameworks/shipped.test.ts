import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { makePublisher, NOON } from '#test/factories/factories.ts'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import { listEditionComponents, listFrameworks } from '../../queries/frameworks/read.ts'
import { importFrameworks } from './shipped.ts'

const { db } = await testDatabase()
const publisherId = (await makePublisher(db)).id
const given = (days = 0) => ({ db, publisherId, now: new Date(NOON.getTime() + days * 86_400_000) })
const files = await frameworkFiles()
const edited = (path: string, edit: (text: string) => string) =>
  files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file))
const editions = async () => (await listFrameworks(db, publisherId)).flatMap((framework) => framework.editions)

describe('the shipped frameworks, at one start after another', () => {
  test('one mistake refuses all of them', async () => {
    const broken = edited('intasc.yaml', (text) => text.replace('code: "2"', 'code: "1"'))
    expect(await importFrameworks(given(), broken)).toEqual({
      ok: false,
      reason: 'unreadable',
      problems: [expect.stringMatching(/^intasc\.yaml:\d+: The code "1" stands twice/)],
    })
    expect(await editions()).toEqual([])
  })

  test('are all there after the first, with what is not verified marked so', async () => {
    expect(await importFrameworks(given(), files)).toEqual({ ok: true, written: 6, unchanged: 0 })
    expect(
      (await editions()).map(({ name, edition, verified, source, components }) => [
        name,
        edition,
        components,
        verified,
        source,
      ]),
    ).toEqual([
      ['Danielson Framework for Teaching', '2013', 22, true, 'shipped'],
      ['Danielson Framework for Teaching', '2022', 22, false, 'shipped'],
      ['InTASC Model Core Teaching Standards', '2011', 10, true, 'shipped'],
      ['Marzano Focused Teacher Evaluation Model', '2017', 23, true, 'shipped'],
      ['PBLWorks Gold Standard PBL', '2015', 7, true, 'shipped'],
      ['PBLWorks Project Based Teaching Practices', '2015', 7, false, 'shipped'],
    ])
  })

  test('are not written again by the next, nor by two at once', async () => {
    const before = await editions()
    const outcomes = await Promise.all([importFrameworks(given(1), files), importFrameworks(given(1), files)])
    expect(outcomes).toEqual([1, 2].map(() => ({ ok: true, written: 0, unchanged: 6 })))
    expect(await editions()).toEqual(before)
  })

  test('follow their files: a corrected name, an edition that is shipped no more', async () => {
    const corrected = edited('danielson.yaml', (text) =>
      text.replace('3e, name: Responding Flexibly', '3e, name: Responding, Flexibly,'),
    ).filter(({ path }) => path !== 'pbl-gold-standard.yaml')
    const unquoted = corrected.map(({ path, text }) => ({
      path,
      text: text.replace('Responding, Flexibly, to Student Needs', '"Responding, Flexibly, to Student Needs"'),
    }))
    expect(await importFrameworks(given(2), unquoted)).toEqual({ ok: true, written: 1, unchanged: 3 })
    const now = await editions()
    expect(now).toHaveLength(4)
    const names = (await listEditionComponents(db, publisherId, now[1]?.id ?? '')).map(({ name }) => name)
    expect([names.length, names[15]]).toEqual([22, 'Responding, Flexibly, to Student Needs'])
    expect((await listFrameworks(db, publisherId)).map(({ key }) => key)).toEqual([
      'danielson',
      'intasc',
      'marzano-focused',
    ])
  })
})
