import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medallionOf } from '#test/factories/medallions/designed.ts'
import { listedPicks, waysTo } from '#test/factories/medallions/random.ts'
import { known } from '#test/factories/medallions/known.ts'
import { coverageOf, overlapsOf } from './coverage.ts'
import { hoursOf, stacksOf } from './shape-of.ts'

const FRAMEWORK = { framework: 'Framework', edition: '2022' }
const aligned = (...codes: string[]) => codes.map((code) => ({ ...FRAMEWORK, code }))
const components = [
  { code: '1a', name: 'Content', domain: 'Planning' },
  { code: '1b', name: 'Students', domain: 'Planning' },
  { code: '2a', name: 'Respect', domain: 'Classroom' },
  { code: '3a', name: 'Talk', domain: 'Instruction' },
]
const outline = { ...FRAMEWORK, components }

test('each domain tells how many picks touch it, and those that none touches are named', () => {
  const catalogue = [
    known('one', { alignments: aligned('1a', '1b') }),
    known('two', { alignments: aligned('1b', '2a') }),
    known('three', { alignments: [{ framework: 'Framework', edition: '2013', code: '3a' }] }),
    known('unpicked', { alignments: aligned('3a') }),
  ]
  const [framework, ...rest] = coverageOf(medallionOf(['one', 'two', 'three', 'fame']), catalogue, [
    outline,
    { ...outline, framework: 'Another' },
  ])
  expect(rest).toEqual([])
  expect(framework).toMatchObject({ ...FRAMEWORK, gaps: ['Instruction'] })
  expect(framework?.domains.map(({ domain, count }) => [domain, count])).toEqual([
    ['Planning', 2],
    ['Classroom', 1],
    ['Instruction', 0],
  ])
  expect(framework?.domains[0]?.components.map(({ code, count }) => [code, count])).toEqual([
    ['1a', 1],
    ['1b', 2],
  ])
})

test('the hours are those of the quickest and of the longest way', () => {
  fc.assert(
    fc.property(
      listedPicks,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 21, maxLength: 21 }),
      (picks, some) => {
        const ids = picks.map(({ microCredentialId: id }) => id)
        const hours = new Map(ids.map((id, n) => [id, some[n] ?? 1]))
        const catalogue = ids.map((id) =>
          known(id, { hoursMin: hours.get(id) ?? 0, hoursMax: 2 * (hours.get(id) ?? 0) }),
        )
        const groups = [...new Set(picks.flatMap(({ groupId }) => groupId ?? []))]
        const content = {
          ...medallionOf([]),
          groups: groups.map((id) => ({
            id,
            title: id,
            needed: picks.find(({ groupId }) => groupId === id)?.needed ?? 0,
          })),
          picks: picks.map(({ microCredentialId: slug, groupId }) => ({
            micro_credential: slug,
            goal: 'needed',
            mission_line: '',
            ...(groupId === null ? {} : { group: groupId }),
          })),
        }
        const ways = waysTo(picks).map((way) => way.reduce((all, id) => all + (hours.get(id) ?? 0), 0))
        expect(hoursOf(content, catalogue)).toEqual({ least: Math.min(...ways), most: 2 * Math.max(...ways) })
      },
    ),
  )
})

test('stacks are told by how many picks they give', () => {
  const { style } = known('one').stack
  const other = { slug: 'other', title: 'Other', style }
  const catalogue = [known('one'), known('two', { stack: other }), known('three', { stack: other })]
  expect(
    stacksOf(medallionOf(['one', 'two', 'three', 'fame']), catalogue).map(({ title, count }) => [title, count]),
  ).toEqual([
    ['Other', 2],
    ['Stack', 1],
  ])
})

test('another medallion overlaps by what both list, most first', () => {
  const other = (medallionId: string, slugs: string[]) => ({
    medallionId,
    title: medallionId,
    content: medallionOf(slugs),
  })
  const draft = { medallionId: 'last', content: medallionOf(['a', 'b', 'c']) }
  const others = [other('none', ['d']), other('one', ['c', 'd']), other('two', ['b', 'a', 'd']), other('last', ['a'])]
  expect(overlapsOf(draft, others)).toEqual([
    { medallionId: 'two', title: 'two', shared: ['b', 'a'], of: 3 },
    { medallionId: 'one', title: 'one', shared: ['c'], of: 2 },
  ])
  expect(overlapsOf({ ...draft, medallionId: null }, others)).toHaveLength(3)
})
