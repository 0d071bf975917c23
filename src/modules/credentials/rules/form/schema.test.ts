import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '#test/properties.ts'
import { hasOfficialSchema, officialValidator, workedExample } from '#test/conformance/standards.ts'
import { strictForm } from './compact.ts'
import { isObject } from './limits.ts'
import { openBadgeSchema } from './schema.ts'

type Path = readonly (string | number)[]

/** Every place in a JSON value. */
function placesOf(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.map((v, i) => [i, v] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return [path, ...inner.flatMap(([key, each]) => placesOf(each, [...path, key]))]
}

/** The value with something else at a place; undefined takes the place away. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown, at) => (at === key ? replaced(item, rest, by) : item))
    return items.filter((item) => item !== undefined)
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, name === key ? replaced(each, rest, by) : each]),
      )
    : value
}

const noise = fc.constantFrom<unknown>(
  undefined,
  null,
  7,
  true,
  'text',
  'ext:own',
  [],
  {},
  ['text'],
  [{}],
  { id: 'urn:x', type: ['Profile'] },
  '2026-03-02T15:04:05Z',
)

describe.skipIf(!hasOfficialSchema)('our schema and the official one', () => {
  const official = hasOfficialSchema ? officialValidator() : () => []
  const example: unknown = hasOfficialSchema ? JSON.parse(workedExample()) : {}
  const ours = (value: unknown): boolean => openBadgeSchema.safeParse(JSON.parse(JSON.stringify(value))).success
  const theirs = (value: unknown): boolean => official(JSON.parse(JSON.stringify(value))).length === 0

  test('both accept the worked example', () => {
    expect([ours(example), theirs(example)]).toEqual([true, true])
  })

  test('agree on whatever one place of it is changed to', () => {
    const places = placesOf(example).filter((path) => path.length > 0)
    fc.assert(
      fc.property(fc.constantFrom(...places), noise, (place, by) => {
        const changed = replaced(example, place, by)
        expect({ place, by, accepted: ours(changed) }).toEqual({ place, by, accepted: theirs(changed) })
      }),
      { numRuns: process.env['DEEP'] ? 5000 : 400 },
    )
  })

  test('agree on properties that the example leaves out', () => {
    const extra = fc.constantFrom(
      'image',
      'evidence',
      'endorsement',
      'endorsementJwt',
      'refreshService',
      'termsOfUse',
      'validUntil',
      'proof',
      'source',
      'related',
      'parentOrg',
      'address',
      'dateOfBirth',
      'geo',
      'status',
      'tag',
    )
    const objects = placesOf(example).filter((path) => isObject(at(example, path)))
    fc.assert(
      fc.property(fc.constantFrom(...objects), extra, noise, (place, name, by) => {
        const there = at(example, place)
        const changed = replaced(example, place, isObject(there) ? { ...there, [name]: by } : there)
        expect({ place, name, by, accepted: ours(changed) }).toEqual({ place, name, by, accepted: theirs(changed) })
      }),
      { numRuns: process.env['DEEP'] ? 5000 : 400 },
    )
  })

  test('one value in the place of a list of one is read as that list', () => {
    const compact = JSON.parse(JSON.stringify(example), (_, value: unknown) =>
      Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value,
    ) as unknown
    expect(ours(compact)).toBe(false)
    expect(strictForm(compact)).toEqual(example)
  })
})

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? (found as Record<string | number, unknown>)[key] : undefined,
    value,
  )
