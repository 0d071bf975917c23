import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import type { MedallionContent } from '../content.ts'
import { applyEdit, type Edit } from './edits.ts'
import { mergeDrafts } from './merge.ts'

const base = medallionOf(PICKS.slice(0, 8), [{ needed: 1, of: 2 }])
const slugsOf = (content: MedallionContent | null) => content?.picks.map(({ micro_credential: slug }) => slug)
const line = (content: MedallionContent, place: number, mission_line: string): MedallionContent => ({
  ...content,
  picks: content.picks.map((pick, at) => (at === place ? { ...pick, mission_line } : pick)),
})
const edit = (kind: Edit['kind'], item: string, content = base) => applyEdit(content, { kind, list: 'picks', item })

test('what two leaders did in different places is all there', () => {
  expect(mergeDrafts(base, { ...base, title: 'A' }, { ...base, mission: 'B' })).toEqual({
    ...base,
    title: 'A',
    mission: 'B',
  })
  expect(mergeDrafts(base, line(base, 0, 'A'), line(base, 1, 'B'))).toEqual(line(line(base, 0, 'A'), 1, 'B'))
  expect(slugsOf(mergeDrafts(base, edit('add', PICKS[8]), edit('add', PICKS[9])))).toEqual([
    ...PICKS.slice(0, 8),
    PICKS[9],
    PICKS[8],
  ])
  expect(slugsOf(mergeDrafts(base, edit('remove', PICKS[0]), edit('remove', PICKS[1])))).toEqual(PICKS.slice(2, 8))
  const [first, second, ...rest] = PICKS.slice(0, 8)
  expect(slugsOf(mergeDrafts(base, edit('up', PICKS[1]), edit('add', PICKS[8])))).toEqual([
    second,
    first,
    ...rest,
    PICKS[8],
  ])
  expect(mergeDrafts(base, edit('up', PICKS[1]), line(base, 0, 'A'))?.picks[1]?.mission_line).toBe('A')
  expect(slugsOf(mergeDrafts(base, edit('up', PICKS[1]), edit('remove', PICKS[5])))).toEqual(
    [second, first, ...rest].filter((slug) => slug !== PICKS[5]),
  )
})

test('what both changed in the same place is left to them', () => {
  expect(mergeDrafts(base, { ...base, title: 'A' }, { ...base, title: 'B' })).toBeNull()
  expect(mergeDrafts(base, line(base, 0, 'A'), line(base, 0, 'B'))).toBeNull()
  expect(mergeDrafts(base, line(base, 0, 'A'), edit('remove', PICKS[0]))).toBeNull()
  expect(mergeDrafts(base, edit('up', PICKS[1]), edit('down', PICKS[5]))).toBeNull()
  const added = edit('add', PICKS[8])
  expect(mergeDrafts(base, line(added, 8, 'A'), line(added, 8, 'B'))).toBeNull()
  const twice = { ...base, picks: [...base.picks, ...base.picks] }
  expect(mergeDrafts(base, twice, added)).toBeNull()
})

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom<Edit['kind'][]>('add', 'remove', 'up', 'down'),
    list: fc.constantFrom<Edit['list'][]>('goals', 'groups', 'picks'),
    item: fc.constantFrom('', 'needed', 'choice-1', ...PICKS),
  }),
  { maxLength: 6 },
)
const draft = edits.map((some) => some.reduce<MedallionContent>(applyEdit, base))
/** As it is stored: what is not there has no key. */
const plain = (content: MedallionContent | null): unknown => JSON.parse(JSON.stringify(content))

test('nothing that one of them added is lost, and nothing comes back that one took out', () => {
  fc.assert(
    fc.property(draft, draft, (mine, theirs) => {
      expect(plain(mergeDrafts(base, mine, base))).toEqual(plain(mine))
      expect(plain(mergeDrafts(base, base, theirs))).toEqual(plain(theirs))
      expect(plain(mergeDrafts(base, mine, mine))).toEqual(plain(mine))
      const merged = slugsOf(mergeDrafts(base, mine, theirs))
      if (merged === undefined) {
        expect(mergeDrafts(base, theirs, mine)).toBeNull()
        return
      }
      const [was, some, others] = [base, mine, theirs].map((content) => new Set(slugsOf(content)))
      for (const slug of PICKS) {
        const both = some?.has(slug) === true && others?.has(slug) === true
        const either = some?.has(slug) === true || others?.has(slug) === true
        expect(merged.includes(slug)).toBe(was?.has(slug) === true ? both : either)
      }
      expect(new Set(merged).size).toBe(merged.length)
    }),
  )
})
