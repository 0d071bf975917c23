import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdit, editValue, MOST_ITEMS, placeAfter, readEdit, type Edit, type EditKind } from './edits.ts'

type Criterion = { id: string; part: string; levels: Record<string, string> }
type Section = { rubric: { levels: { id: string; name: string; required?: true }[]; criteria: Criterion[] } }

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}(-[1-9])?$/), { minLength: 1, maxLength: 8 })
const section: fc.Arbitrary<Section> = fc.tuple(ids, ids).map(([levels, criteria]) => ({
  rubric: {
    levels: levels.map((id, place) => ({
      id,
      name: `Level ${id}`,
      ...(place === 1 ? { required: true as const } : {}),
    })),
    criteria: criteria.map((id) => ({
      id,
      part: 'product',
      levels: Object.fromEntries(levels.map((level) => [level, `${id} at ${level}`])),
    })),
  },
}))
const kinds: EditKind[] = ['add', 'remove', 'up', 'down', 'copy']
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...kinds),
  path: fc.tuple(fc.constant('rubric'), fc.constantFrom('levels', 'criteria'), fc.nat(9)),
})
const listOf = (content: Section, { path }: Edit): { id: string }[] =>
  path[1] === 'levels' ? content.rubric.levels : content.rubric.criteria
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)

describe('a button and its edit', () => {
  test('what an edit sends is read as the same edit', () => {
    fc.assert(
      fc.property(edit, (each) => {
        expect(readEdit(editValue(each))).toEqual(each)
      }),
    )
  })

  test.each([
    null,
    'up',
    'up:',
    'swap:criteria.1',
    'up:criteria..1',
    'up:a.b.c.d.e.f.g.h.i',
    `up:${'a'.repeat(300)}`,
    'up:criteria.1 ',
  ])('%j is none', (value) => {
    expect(readEdit(value)).toBeNull()
  })
})

describe('editing a list', () => {
  test('ids stay different, and nothing but what the edit names is lost or made', () => {
    fc.assert(
      fc.property(section, fc.array(edit, { maxLength: 12 }), (start, edits) => {
        let content = start
        for (const each of edits) {
          const before = listOf(content, each)
          const next = applyEdit(content, each)
          const after = listOf(next, each)
          expect(new Set(idsOf(after)).size).toBe(after.length)
          const grown = { add: 1, copy: 1, remove: -1, up: 0, down: 0 }[each.kind]
          if (next === content) expect(after).toEqual(before)
          else expect(after.length).toBe(before.length + grown)
          const lost = idsOf(before).filter((id) => !idsOf(after).includes(id))
          expect(lost).toEqual(each.kind === 'remove' && next !== content ? [before[Number(each.path[2])]?.id] : [])
          expect(next.rubric.levels.filter(({ required }) => required).length).toBeLessThanOrEqual(1)
          content = next
        }
      }),
    )
  })

  test('up and then down is as if nothing had been', () => {
    fc.assert(
      fc.property(section, fc.nat(7), (content, place) => {
        const up: Edit = { kind: 'up', path: ['rubric', 'criteria', place] }
        const moved = applyEdit(content, up)
        const at = placeAfter(content, up)
        expect(at === null || moved === content ? content : applyEdit(moved, { kind: 'down', path: at })).toEqual(
          content,
        )
      }),
    )
  })

  test('the focus is led to what was moved, copied or added', () => {
    fc.assert(
      fc.property(section, edit, (content, each) => {
        const next = applyEdit(content, each)
        const at = placeAfter(content, each)
        const before = listOf(content, each)[Number(each.path[2])]
        const there = at === null ? undefined : listOf(next, each)[Number(at[2])]
        if (before === undefined || each.kind === 'remove') expect(at).toBeNull()
        else if (each.kind === 'up' || each.kind === 'down') expect(there?.id).toBe(before.id)
        else expect(idsOf(listOf(content, each))).not.toContain(there?.id)
      }),
    )
  })

  test('the descriptors follow their levels: gone with one that is removed, copied with one that is copied', () => {
    fc.assert(
      fc.property(section, fc.nat(7), (content, place) => {
        const { levels } = content.rubric
        const at = place % levels.length
        const id = levels[at]?.id ?? ''
        const removed = applyEdit(content, { kind: 'remove', path: ['rubric', 'levels', at] })
        for (const criterion of removed.rubric.criteria) expect(Object.keys(criterion.levels)).not.toContain(id)
        const copied = applyEdit(content, { kind: 'copy', path: ['rubric', 'levels', at] })
        const made = copied.rubric.levels[at + 1]?.id ?? ''
        for (const criterion of copied.rubric.criteria) expect(criterion.levels[made]).toBe(`${criterion.id} at ${id}`)
      }),
    )
  })
})

describe('what is new', () => {
  test('a new criterion comes after the one it is asked for at, for the same part', () => {
    const content = {
      criteria: [
        { id: 'a', part: 'reflection' },
        { id: 'b', part: 'application' },
      ],
    }
    const next = applyEdit(content, { kind: 'add', path: ['criteria', 0] })
    expect(next.criteria.map(({ id, part }) => [id, part])).toEqual([
      ['a', 'reflection'],
      ['criterion-1', 'reflection'],
      ['b', 'application'],
    ])
  })

  test('after the prompt p4 comes p5, and a copy of it is told from it', () => {
    const content = { prompts: [{ id: 'p3' }, { id: 'p4' }] }
    expect(applyEdit(content, { kind: 'add', path: ['prompts'] }).prompts.at(-1)?.id).toBe('p5')
    expect(applyEdit(content, { kind: 'copy', path: ['prompts', 0] }).prompts[1]?.id).toBe('p3-2')
  })

  test('lists of lines get an empty line', () => {
    expect(applyEdit({ tags: ['one'] }, { kind: 'add', path: ['tags'] })).toEqual({ tags: ['one', ''] })
    expect(applyEdit({ tags: [] }, { kind: 'add', path: ['tags'] })).toEqual({ tags: [''] })
  })
})

describe('what cannot be done changes nothing', () => {
  const content = { criteria: [{ id: 'a' }], title: 'Feedback' }
  test.each<Edit>([
    { kind: 'up', path: ['criteria', 0] },
    { kind: 'down', path: ['criteria', 0] },
    { kind: 'remove', path: ['criteria', 1] },
    { kind: 'remove', path: ['criteria'] },
    { kind: 'remove', path: ['title', 0] },
    { kind: 'add', path: ['nothing'] },
    { kind: 'add', path: ['__proto__', 'criteria'] },
    { kind: 'copy', path: ['criteria', 'length'] },
  ])('%j', (each) => {
    expect(applyEdit(content, each)).toBe(content)
  })

  test('a list that is full grows no more', () => {
    const full = { tags: Array.from({ length: MOST_ITEMS }, () => 'tag') }
    expect(applyEdit(full, { kind: 'add', path: ['tags'] })).toBe(full)
    expect(applyEdit(full, { kind: 'copy', path: ['tags', 0] })).toBe(full)
  })
})

test('the first prompt of a part is named by the letter of the part, so that no two parts share a name', () => {
  const first = (kind: string) => applyEdit({ kind, prompts: [] }, { kind: 'add', path: ['prompts'] }).prompts
  expect(['product', 'application', 'reflection'].map(first)).toMatchObject([
    [{ id: 'p1' }],
    [{ id: 'a1' }],
    [{ id: 'r1' }],
  ])
})
