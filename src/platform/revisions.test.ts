import { expect, it } from 'vitest'
import { readRevision, revisionShape } from './revisions.ts'

it.each(['', 'three', '-1', '1.5', '1e10', '2147483647', 'Infinity', 'NaN', null, undefined])(
  '%s is no revision that a form can say',
  (field) => {
    expect(readRevision(field)).toBe(0)
  },
)

it('reads the number that a page was drawn with', () => {
  expect([readRevision('12'), revisionShape.safeParse(2 ** 31).success]).toEqual([12, false])
})
