import { describe, expect, test } from 'vitest'
import { importFixtureCatalogue, makePublisher } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { componentKey } from '../rules/search.ts'
import { listComponents, searchCatalogue } from './search.ts'
import { getCatalogue } from './tree.ts'

const { db } = await testDatabase()
const publisher = await makePublisher(db)
await importFixtureCatalogue(db)
const { stacks } = await getCatalogue(db, publisher.id)
const slugs = new Map(stacks.flatMap(({ members }) => members.map(({ id, slug }) => [id, slug] as const)))

const none = { text: '', stack: null, component: null, hours: [], page: 1, size: 100 }
const search = async (asked: Partial<Parameters<typeof searchCatalogue>[2]>) => {
  const result = await searchCatalogue(db, publisher.id, { ...none, ...asked })
  return { ...result, slugs: result.found.map((id) => slugs.get(id)) }
}

test('asked for nothing, it shows everything in the order of the catalogue', async () => {
  expect((await search({})).slugs).toEqual(stacks.flatMap(({ members }) => members.map(({ slug }) => slug)))
})

describe('words', () => {
  test.each([
    ['a title', 'rubric design', 'rubric-design'],
    ['a word of the title before the same word elsewhere', 'feedback', 'meaningful-feedback'],
    ['an alias', 'exit ticket', 'formative-assessment-checking-in'],
    ['an abbreviation', 'DQ', 'developing-driving-questions'],
    ['figures and letters', '5Cs', 'infusing-skills'],
    ['another form of the word', 'grouped', 'purposeful-grouping'],
    ['words on both sides of a slash', 'grit', 'developing-a-growth-mindset-grit'],
    ['the beginning of the last word', 'student voic', 'planning-for-student-voice-and-choice'],
    ['a title half typed', 'groupin', 'purposeful-grouping'],
    ['words of the competency', 'sorts the responses by thinking', 'formative-assessment-checking-in'],
  ])('%s', async (_, text, first) => {
    const result = await search({ text })
    expect([result.slugs[0], result.near]).toEqual([first, false])
  })

  test('a component is found by its name and by its code', async () => {
    const aligned = new Set(
      (
        await search({
          component: componentKey({ framework: 'Danielson Framework for Teaching', edition: '2013', code: '3d' }),
        })
      ).slugs,
    )
    expect(aligned.size).toBeGreaterThan(2)
    expect(new Set((await search({ text: '3d' })).slugs)).toEqual(aligned)
    expect((await search({ text: 'Using Assessment in Instruction' })).slugs).toEqual(
      expect.arrayContaining([...aligned]),
    )
  })

  test('a minus leaves out, quotes hold together', async () => {
    const [all, without] = [await search({ text: 'feedback' }), await search({ text: 'feedback -peer' })]
    expect(without.total).toBeLessThan(all.total)
    expect((await search({ text: '-peer' })).found).toEqual([])
    expect((await search({ text: '"growth mindset"' })).near).toBe(false)
    expect((await search({ text: '"mindset growth"' })).near).toBe(true)
  })
})

describe('spelling', () => {
  test.each([
    ['scafolding', 'providing-scaffolding'],
    ['driveing questions', 'developing-driving-questions'],
    ['colaborating coleagues', 'collaborating-with-colleagues'],
    ['rubrik', 'rubric-design'],
    ['reserch', 'guiding-research'],
    ['critque', 'critique-and-revision'],
  ])('%s', async (text, first) => {
    expect((await search({ text })).slugs[0]).toBe(first)
  })

  test('what only looks alike by chance is not found; near words are offered instead', async () => {
    expect(await search({ text: 'qwertyuiop' })).toMatchObject({ found: [], near: false, nearWords: [] })
    expect((await search({ text: 'digitize xylophones' })).nearWords).toContain('digital')
  })

  test.each(["'; drop table badge; --", '!!!&|()<>:*', '%_%', '\\', 'a:*', '<b>x</b>'])(
    '%s does no harm',
    async (text) => {
      await expect(search({ text })).resolves.toMatchObject({ near: expect.any(Boolean) })
    },
  )
})

test('filters narrow what was found and count what each would leave', async () => {
  const [instruction] = stacks.filter(({ slug }) => slug === 'instruction')
  const result = await search({ stack: 'instruction', hours: [2] })
  expect(result.slugs).toEqual(
    instruction?.members.filter(({ hoursCredited }) => hoursCredited === 2).map(({ slug }) => slug),
  )
  expect(result.counts.hours.get(1)).toBe(
    instruction?.members.filter(({ hoursCredited }) => hoursCredited === 1).length,
  )
  expect((await search({ stack: 'no-such-stack' })).found).toEqual([])
})

test('components are listed by framework and edition, in the order of their codes, with how many are aligned', async () => {
  const components = await listComponents(db, publisher.id)
  const codes = components
    .filter(({ edition, framework }) => framework.startsWith('InTASC') && edition === '2011')
    .map(({ code }) => Number(code))
  expect(codes).toEqual(codes.toSorted((a, b) => a - b))
  for (const component of components.slice(0, 5))
    expect((await search({ component: componentKey(component) })).total).toBe(component.count)
  const [stack] = stacks
  const ofStack = await listComponents(db, publisher.id, stack?.slug)
  expect(ofStack.every(({ count }) => count <= 6)).toBe(true)
})
