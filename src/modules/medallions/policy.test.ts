import { describe, expect, test } from 'vitest'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import { can } from './policy.ts'

const PATHS = { district: ['d'], A: ['d', 'a'], B: ['d', 'b'], elsewhere: ['e'] } as const
type Where = keyof typeof PATHS

/** A person with these roles; their id is what they are called in the table. */
const actor = (personId: string, ...held: [RoleKind, Where][]): Actor => ({
  personId,
  name: personId,
  timeZone: 'UTC',
  demo: false,
  roles: held.map(([kind, where]) => ({
    kind,
    organisationId: PATHS[where].at(-1) ?? '',
    organisationName: where,
    organisationKind: where === 'district' || where === 'elsewhere' ? 'district' : 'school',
    orgId: PATHS[where][0],
  })),
})

const ACTORS = [
  actor('leader of A', ['leader', 'A']),
  actor('leader of B', ['leader', 'B']),
  actor('leader of the district', ['leader', 'district']),
  actor('leader elsewhere', ['leader', 'elsewhere']),
  actor('admin of A', ['admin', 'A']),
  actor('admin of the district', ['admin', 'district']),
  actor('admin elsewhere', ['admin', 'elsewhere']),
  actor('educator of A', ['educator', 'A']),
  actor('educator of B', ['educator', 'B']),
  actor('educator elsewhere', ['educator', 'elsewhere']),
  actor('reader', ['educator', 'B']),
  // Was asked to read a draft, and works in another district now.
  actor('reader who left', ['educator', 'elsewhere']),
  actor('coach', ['educator', 'B']),
  actor('registrar', ['registrar', 'district']),
  actor('assessor', ['assessor', 'district']),
  actor('author', ['author', 'district']),
  actor('stranger'),
]

const readerIds = ['reader', 'reader who left']
const ANSWER_FOR_A = ['leader of A', 'leader of the district', 'admin of A', 'admin of the district']
const ANSWER_FOR_DISTRICT = ['leader of the district', 'admin of the district']
const LEAD_A = ['leader of A', 'leader of the district']
const workIn = (...where: Where[]) => ({ workPaths: where.map((one) => PATHS[one]) })

/** Who may, of every row; nobody else. */
const TABLE: [string, (one: Actor) => boolean, string[]][] = [
  ...(['see', 'design', 'publish'] as const).flatMap((action): typeof TABLE => [
    [`${action} in A`, (one) => can(one, action, { path: PATHS.A }), ANSWER_FOR_A],
    [`${action} in the district`, (one) => can(one, action, { path: PATHS.district }), ANSWER_FOR_DISTRICT],
  ]),
  ...(['read a draft', 'comment'] as const).flatMap((action): typeof TABLE => [
    [
      `${action} of A, as who was asked`,
      (one) => can(one, action, { path: PATHS.A, readerIds }),
      [...ANSWER_FOR_A, 'reader'],
    ],
    [`${action} of A, with nobody asked`, (one) => can(one, action, { path: PATHS.A, readerIds: [] }), ANSWER_FOR_A],
    [
      `${action} of another district, as who was asked`,
      (one) => can(one, action, { path: PATHS.elsewhere, readerIds }),
      ['leader elsewhere', 'admin elsewhere', 'reader who left'],
    ],
  ]),
  ['launch A’s medallion in A', (one) => can(one, 'launch a cohort', { path: PATHS.A, medallionOf: 'a' }), LEAD_A],
  [
    'launch the district’s medallion in A',
    (one) => can(one, 'launch a cohort', { path: PATHS.A, medallionOf: 'd' }),
    LEAD_A,
  ],
  ['launch A’s medallion in B', (one) => can(one, 'launch a cohort', { path: PATHS.B, medallionOf: 'a' }), []],
  [
    'launch A’s medallion in the district',
    (one) => can(one, 'launch a cohort', { path: PATHS.district, medallionOf: 'a' }),
    [],
  ],
  ['lead a cohort of A', (one) => can(one, 'lead a cohort', { path: PATHS.A }), LEAD_A],
  [
    'lead a cohort of the district',
    (one) => can(one, 'lead a cohort', { path: PATHS.district }),
    ['leader of the district'],
  ],
  [
    'see a cohort of A with a coach',
    (one) => can(one, 'see a cohort', { path: PATHS.A, coachId: 'coach' }),
    [...LEAD_A, 'coach'],
  ],
  ['see a cohort of A without', (one) => can(one, 'see a cohort', { path: PATHS.A, coachId: null }), LEAD_A],
]

describe.each(TABLE)('to %s', (_, asks, who) => {
  test.each(ACTORS.map((one) => [one.personId, one] as const))('%s', (name, one) => {
    expect(asks(one)).toBe(who.includes(name))
  })
})

test('to take up is for who works as an educator where the medallion is from, or below', () => {
  const [one] = ACTORS
  if (one === undefined) throw new Error('There is somebody.')
  expect(can(one, 'take up', { medallionOf: 'a', ...workIn('A') })).toBe(true)
  expect(can(one, 'take up', { medallionOf: 'd', ...workIn('B', 'A') })).toBe(true)
  expect(can(one, 'take up', { medallionOf: 'a', ...workIn('B', 'district') })).toBe(false)
  expect(can(one, 'take up', { medallionOf: 'a', ...workIn('elsewhere') })).toBe(false)
  expect(can(one, 'take up', { medallionOf: 'a', ...workIn() })).toBe(false)
})
