import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serviceName, servicePlace } from './asking.ts'
import { isStorable } from './storable.ts'

test('a value can be kept when no text of it has NUL or half of a character', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\\', 'u', '0', 'd', '8', '"', '\0', '\ud800', '\udfff', '😀') })
  fc.assert(
    fc.property(text, text, (name, value) => {
      const fits = [name, value].every((each) => each.isWellFormed() && !each.includes('\0'))
      expect(isStorable({ [name]: [value] })).toBe(fits)
    }),
  )
})

test('a service is named by letters alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const shown = serviceName({ client_name: name })
      expect(shown).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,160}$/u)
    }),
  )
  expect(serviceName({ client_name: 7 })).toBe('A service without a name')
})

test('an app is never shown as a site', () => {
  expect(servicePlace('https://good.example/back')).toBe('good.example')
  expect(servicePlace('evil.app://good.example/back')).toBe('an app on this device (evil.app:)')
})
