import { expect, it } from 'vitest'
import { inOrder, mayStandUnder, tellApart } from './tree.ts'

const place = (id: string, name: string, ...above: string[]) => ({ id, name, path: [...above, id] })
const TREE = [
  place('b', 'Beta', 'r'),
  place('r', 'Root'),
  place('b2', 'Lincoln', 'r', 'b'),
  place('a', 'Alpha', 'r'),
  place('a1', 'lincoln', 'r', 'a'),
]

it('a tree is a list in which each is followed by what stands below it', () => {
  expect(inOrder(TREE).map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 r', '1 a', '2 a1', '1 b', '2 b2'])
  const part = TREE.filter(({ id }) => id !== 'r' && id !== 'a')
  expect(inOrder(part).map(({ id, depth }) => `${depth} ${id}`)).toEqual(['0 b', '1 b2', '0 a1'])
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
