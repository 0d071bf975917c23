import { beforeAll, expect, test } from 'vitest'
import { importFrameworks } from '#src/modules/catalogue/commands/frameworks/shipped.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, NOON, OUTLINE } from '#test/factories/factories.ts'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { coverageOf } from '../../rules/designing/coverage.ts'
import { listedOf } from '../../rules/designing/listed.ts'
import { listAlignedFrameworks, listKnown } from './known.ts'

const { db } = await testDatabase()
let publisherId: string

beforeAll(async () => {
  publisherId = (await importFixtureCatalogue(db)).id
  await importFrameworks({ db, now: NOON, publisherId }, await frameworkFiles())
})

test('the catalogue tells of its own, whether they can be earned, and of nothing else', async () => {
  const known = await listKnown(db, [PICKS[0], OUTLINE, 'fame', "'; drop table medallion"])
  expect(new Map(known.map(({ slug, state }) => [slug, state]))).toEqual(
    new Map([
      [PICKS[0], 'published'],
      [OUTLINE, 'outline'],
    ]),
  )
  expect(known.find(({ slug }) => slug === PICKS[0])).toMatchObject({
    publisherId,
    title: 'Aligning to Standards',
    stack: { slug: 'planning-and-preparation', title: 'Planning and Preparation' },
    hoursMin: 1,
    hoursMax: 2,
  })
  expect(await listKnown(db, [])).toEqual([])
})

test('a medallion lies over the domains of each framework, and what it leaves out is named', async () => {
  const slugs = ['rubric-design', 'communicating-with-families']
  const coverage = coverageOf(
    medallionOf(slugs),
    await listKnown(db, slugs),
    await listAlignedFrameworks(db, publisherId),
  )
  const danielson = coverage.find(({ framework, edition }) => framework.startsWith('Danielson') && edition === '2013')
  expect(danielson?.domains.map(({ domain, components }) => [domain, components.length])).toEqual([
    ['Planning and Preparation', 6],
    ['Classroom Environment', 5],
    ['Instruction', 5],
    ['Professional Responsibilities', 6],
  ])
  expect(danielson?.domains.map(({ count }) => count > 0)).toEqual([true, false, true, true])
  expect(danielson?.gaps).toEqual(['Classroom Environment'])
})

test('what is picked counts once, and only where it is there', async () => {
  const content = medallionOf([PICKS[0], PICKS[1], PICKS[0], 'fame', PICKS[2], PICKS[3]], [{ needed: 1, of: 2 }])
  const listed = listedOf(content, await listKnown(db, PICKS))
  expect(listed.map(({ groupId, needed }) => [groupId, needed])).toEqual([
    [null, 1],
    [null, 1],
    ['choice-1', 1],
    ['choice-1', 1],
  ])
  expect(new Set(listed.map(({ microCredentialId }) => microCredentialId)).size).toBe(4)
})
