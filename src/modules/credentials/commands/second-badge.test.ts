import { expect, test } from 'vitest'
import { importFiles, previewImport } from '#src/modules/catalogue/commands.ts'
import { smallBadgeFiles } from '#test/factories/catalogue.ts'
import { earn, issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  fixtureFiles,
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  NOON,
} from '#test/factories/factories.ts'
import { badgeOf, findCatalogue } from '../../catalogue/queries/tree.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { medalOf } from '../rules/medal.ts'
import { sealOf } from '../rules/seal.ts'
import { awardCollections, awardDecided } from './award.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
const publisher = await importFixtureCatalogue(db)
const author = await makePerson(db, [{ kind: 'author', at: publisher }])
const school = await makeSchool(db, await makeDistrict(db))
const [badgeFile, ...others] = smallBadgeFiles(await fixtureFiles())

async function takeIn(files: Parameters<typeof previewImport>[1]['files']) {
  const given = { publisherId: publisher.id, files }
  const seen = await previewImport({ db, actor: author }, given)
  if (!seen.ok) throw new Error(JSON.stringify(seen))
  expect(await importFiles({ db, actor: author, now: NOON }, { ...given, seal: seen.seal })).toMatchObject({ ok: true })
}

async function earnBoth() {
  const person = await makePerson(db, [{ kind: 'educator', at: school }])
  for (const slug of ['small-one', 'small-two']) await awardDecided(world, await earn(db, person, slug))
  await settle(person.personId)
  return person
}
/** Runs award-collections for everything that was made, as its own event would, up to the badge. */
async function settle(personId: string): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const { id } of await listAwardsOf(db, personId))
      await awardCollections(world, { orgId: publisher.id, awardId: id })
}
const slugs = async (personId: string) =>
  (await listAwardsOf(db, personId)).map(({ slug }) => slug).toSorted((a, b) => (a < b ? -1 : 1))

test('a stack that no badge holds is earned by itself, and a badge that takes it is earned with it', async () => {
  await takeIn(others)
  const early = await earnBoth()
  expect(await slugs(early.personId)).toEqual(['small-one', 'small-stack', 'small-two'])

  await takeIn([badgeFile])
  const late = await earnBoth()
  expect(await slugs(late.personId)).toEqual(['small-badge', 'small-one', 'small-stack', 'small-two'])
  await settle(early.personId)
  expect(await slugs(early.personId)).toEqual(await slugs(late.personId))

  const catalogue = await findCatalogue(db)
  const [founding, small] = [catalogue && badgeOf(catalogue), catalogue && badgeOf(catalogue, 'small-badge')]
  if (catalogue === null || founding === null || small === null) throw new Error('A badge is missing.')
  const awards = await listAwardsOf(db, late.personId)
  expect(medalOf(small, awards, []).stacks.map(({ rows }) => rows.map(({ inking }) => inking))).toEqual([
    ['earned', 'earned'],
  ])
  expect(
    medalOf(founding, awards, [])
      .stacks.flatMap(({ rows }) => rows)
      .every(({ inking }) => inking === 'untouched'),
  ).toBe(true)
  for (const award of awards)
    expect(sealOf(catalogue, award, { inking: 'earned', size: 96, title: award.title })).toContain(
      `<title>${award.title}</title>`,
    )
})
