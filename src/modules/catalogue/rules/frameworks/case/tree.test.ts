import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growTree, type Link } from './tree.ts'

/** A forest of up to 40: each stands below an earlier one or at the top. Its links come in any order. */
const forest = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.option(fc.integer())), {
    minLength: 1,
    maxLength: 40,
  })
  .chain((drawn) => {
    const ids = drawn.map((_, at) => `item-${at}`)
    const links = drawn.flatMap(([share, sequence], at): Link[] => {
      const parent = Math.floor(share * (at + 1)) - 1
      return parent < 0 ? [] : [{ child: `item-${at}`, parent: `item-${parent}`, sequence }]
    })
    return fc.tuple(
      fc.shuffledSubarray(ids, { minLength: ids.length }),
      fc.shuffledSubarray(links, { minLength: links.length }),
    )
  })

const parentsIn = (links: readonly Link[]) => new Map(links.map(({ child, parent }) => [child, parent]))
function waysUp(id: string, parents: ReadonlyMap<string, string>): string[] {
  const parent = parents.get(id)
  return parent === undefined ? [id] : [id, ...waysUp(parent, parents)]
}

test('any forest is placed: each once, below its parent, in order', () => {
  fc.assert(
    fc.property(forest, ([ids, links]) => {
      const parents = parentsIn(links)
      const tree = growTree(ids, links)
      if (!tree.ok) {
        // A chain may be deeper than any framework is.
        expect(tree.reason).toBe('too deep')
        expect(Math.max(...ids.map((id) => waysUp(id, parents).length))).toBeGreaterThan(20)
        return
      }
      expect(tree.placed.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted())
      const open: string[] = []
      for (const { id, depth, top } of tree.placed) {
        open.length = depth - 1
        open.push(id)
        expect([...open].reverse()).toEqual(waysUp(id, parents))
        expect(top).toBe(open[0])
      }
      const sequence = new Map(links.map((link) => [link.child, link.sequence ?? Infinity]))
      const siblings = Map.groupBy(tree.placed, ({ id }) => parents.get(id) ?? '')
      for (const [parent, group] of siblings) {
        const said = group.map(({ id }) => sequence.get(id) ?? 0)
        if (parent !== '') expect(said).toEqual(said.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
      }
    }),
  )
})

test('any circle is found, and told as it goes round', () => {
  fc.assert(
    fc.property(forest, fc.nat(), ([ids, links], pick) => {
      const parents = parentsIn(links)
      const start = ids[pick % ids.length] ?? ''
      const way = waysUp(start, parents)
      const back: Link = { child: way.at(-1) ?? '', parent: start, sequence: null }
      const tree = growTree(ids, [...links, back])
      expect(tree).toMatchObject({ ok: false, reason: 'cycle' })
      if (tree.ok || tree.reason !== 'cycle') return
      const all = new Set([...links, back].map(({ child, parent }) => `${child} ${parent}`))
      expect(tree.cycle.toSorted()).toEqual(way.toSorted())
      for (const [at, id] of tree.cycle.entries())
        expect(all).toContain(`${id} ${tree.cycle[(at + 1) % tree.cycle.length]}`)
    }),
  )
})

test('what stands below two is placed below the first of them, and named', () => {
  const link = (child: string, parent: string): Link => ({ child, parent, sequence: null })
  const tree = growTree(['a', 'b', 'c', 'd'], [link('c', 'b'), link('c', 'a'), link('d', 'c'), link('c', 'a')])
  expect(tree).toMatchObject({ ok: true, shared: ['c'] })
  expect(tree.ok && tree.placed.map(({ id, depth, top }) => `${id}${depth}${top}`)).toEqual([
    'a1a',
    'c2a',
    'd3a',
    'b1b',
  ])
})

test('a chain of ten thousand is refused without a chain of calls', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => String(at))
  const links = ids.slice(1).map((child, at) => ({ child, parent: String(at), sequence: null }))
  expect(growTree(ids, links)).toEqual({ ok: false, reason: 'too deep', id: '20' })
  expect(growTree(ids, [...links, { child: '0', parent: '9999', sequence: null }])).toMatchObject({ reason: 'cycle' })
})
