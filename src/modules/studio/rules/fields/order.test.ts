import { expect, test } from 'vitest'
import { inOldOrder } from './order.ts'

test('what was chosen before keeps its order, what is new comes after it, and nothing else moves', () => {
  const before = {
    rubric: {
      criteria: [
        { id: 'a', look_in: ['r1', 'p2'] },
        { id: 'b', look_in: ['p1'] },
      ],
    },
    prompts: [{ id: 'p1', responses: ['image', 'text'] }],
    tags: ['z', 'a'],
  }
  const after = {
    rubric: {
      criteria: [
        { id: 'b', look_in: ['p1', 'p2'] },
        { id: 'a', look_in: ['p1', 'p2', 'r1'] },
      ],
    },
    prompts: [{ id: 'p1', responses: ['text', 'file', 'image'] }],
    tags: ['a', 'z'],
  }
  expect(inOldOrder(after, before)).toEqual({
    rubric: {
      criteria: [
        { id: 'b', look_in: ['p1', 'p2'] },
        { id: 'a', look_in: ['r1', 'p2', 'p1'] },
      ],
    },
    prompts: [{ id: 'p1', responses: ['image', 'text', 'file'] }],
    tags: ['a', 'z'],
  })
  expect(inOldOrder(after, {})).toEqual(after)
})
