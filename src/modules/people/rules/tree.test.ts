import { expect, it } from 'vitest'
import { asTree, inOrder, mayStandUnder, tellApart } from './tree.ts'

const place = (id: string, name: string, ...above: string[]) => ({ id, name, path: [...above, id] })
const TREE = [
  place('b', 'Beta', 'r'),
  place('r', 'Root'),
  place('b2', 'Lincoln', 'r', 'b'),
  place('a', 'Alpha', 'r'),
  place('a1', 'lincoln', 'r', 'a'),
]

const shown = (branches: ReturnType<typeof asTree<(typeof TREE)[number]>>): string =>
  branches.map(({ id, below }) => (below.length === 0 ? id : `${id}(${shown(below)})`)).join(' ')

it('a tree is by name, each followed by what stands below it; a part of it begins with what is highest', () => {
  expect(shown(asTree(TREE))).toBe('r(a(a1) b(b2))')
  expect(inOrder(TREE).map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 r', '1 a', '2 a1', '1 b', '2 b2'])
  expect(shown(asTree(TREE.filter(({ id }) => id !== 'r' && id !== 'a')))).toBe('b(b2) a1')
})

it('of two with one name it is said under what they stand', () => {
  const names = tellApart(TREE)
  expect([names.get('a1'), names.get('b2'), names.get('b')]).toEqual(['lincoln, Alpha', 'Lincoln, Beta', 'Beta'])
})

it('nothing stands under itself or under what is below it', () => {
  const [b, b2, a] = ['b', 'b2', 'a'].map((id) => TREE.find((one) => one.id === id) ?? place('', ''))
  expect([b, b2, a].map((to) => b !== undefined && to !== undefined && mayStandUnder(b, to))).toEqual([
    false,
    false,
    true,
  ])
})
