// Verifiable Credentials 2.0, 4.9: validUntil MUST be a dateTimeStamp; with both, it is the same as validFrom or later.
import { expect, test } from 'vitest'
import { validUntilOf } from '#src/modules/credentials/rules/issuing/validity.ts'
import { makeUnsigned } from '#test/factories/unsigned.ts'

test('validUntil is a dateTimeStamp not before validFrom, and absent when it never runs out', () => {
  const awardedAt = new Date('2028-02-29T10:00:00Z')
  const { validFrom, validUntil } = makeUnsigned({ awardedAt, validUntil: validUntilOf(awardedAt, 12) })
  expect([validFrom, validUntil]).toEqual(['2028-02-29T10:00:00Z', '2029-02-28T10:00:00Z'])
  expect(makeUnsigned()).not.toHaveProperty('validUntil')
})
