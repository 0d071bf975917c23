import { expect, test } from 'vitest'
import { promisesKept } from '#test/factories/medallions/reminders.ts'

test('what is promised of reminders holds over thousands of histories', { timeout: 300_000 }, () => {
  expect(promisesKept(5000)).toBeGreaterThan(1000)
})
