import { expect, test } from 'vitest'
import { ROLES, type Actor, type RoleKind } from '../../platform/actor.ts'
import { can, type Wish } from './policy.ts'
import type { isOpen } from './rules/coaching/coaching.ts'

const actor = (personId: string, ...kinds: RoleKind[]): Actor => ({
  personId,
  name: 'Amara Osei',
  timeZone: 'UTC',
  demo: false,
  roles: kinds.map((kind) => ({
    kind,
    organisationId: 'school',
    organisationName: 'Creek School',
    organisationKind: 'school',
    orgId: 'district',
  })),
})
const owner = { personId: 'amara' }
const evidence = { ...owner, readerIds: ['reader'] }

const table: [string, Actor, Wish, boolean][] = [
  ['an educator starts', actor('amara', 'educator'), { action: 'start a pursuit' }, true],
  ['an educator keeps a plan', actor('amara', 'educator'), { action: 'keep a plan' }, true],
  ...ROLES.filter((role) => role !== 'educator').map((role): [string, Actor, Wish, boolean] => [
    `a ${role} does not start`,
    actor('amara', role),
    { action: 'start a pursuit' },
    false,
  ]),
  ['the owner sees', actor('amara', 'educator'), { action: 'see a pursuit', subject: owner }, true],
  ['the owner changes', actor('amara', 'educator'), { action: 'change a pursuit', subject: owner }, true],
  ['the owner sees after leaving', actor('amara'), { action: 'see a pursuit', subject: owner }, true],
  ['another educator does not see', actor('ben', 'educator'), { action: 'see a pursuit', subject: owner }, false],
  ['nobody with every role sees', actor('ben', ...ROLES), { action: 'see a pursuit', subject: owner }, false],
  ['nobody with every role changes', actor('ben', ...ROLES), { action: 'change a pursuit', subject: owner }, false],
  [
    'an assessor of it does not change it',
    actor('reader', 'assessor'),
    { action: 'change a pursuit', subject: owner },
    false,
  ],
  [
    'an assessor of it reads its evidence',
    actor('reader', 'assessor'),
    { action: 'read evidence', subject: evidence },
    true,
  ],
  ['the owner reads their evidence', actor('amara'), { action: 'read evidence', subject: evidence }, true],
  ['another assessor does not', actor('other', 'assessor'), { action: 'read evidence', subject: evidence }, false],
  ['a leader does not', actor('leader', 'leader', 'admin'), { action: 'read evidence', subject: evidence }, false],
]

/** Who reads a draft as a coach: whoever was asked, while it is asked and not handed in, and nobody by a role. */
const readers: [string, Actor, Parameters<typeof isOpen>[0], boolean][] = [
  ['the coach who was asked', actor('coach', 'educator'), { state: 'asked', submissionState: 'draft' }, true],
  ['the coach in whatever role', actor('coach', 'author'), { state: 'asked', submissionState: 'draft' }, true],
  ['the coach who has left', actor('coach'), { state: 'asked', submissionState: 'draft' }, false],
  ['another coach', actor('coach-2', 'educator'), { state: 'asked', submissionState: 'draft' }, false],
  ['the educator themselves', actor('amara', 'educator'), { state: 'asked', submissionState: 'draft' }, false],
  ...ROLES.map((role): (typeof readers)[number] => [
    `a ${role}`,
    actor('somebody', role),
    { state: 'asked', submissionState: 'draft' },
    false,
  ]),
  ...(['submitted', 'in_assessment', 'earned', 'not_yet', 'withdrawn'] as const).map(
    (submissionState): (typeof readers)[number] => [
      `the coach, once it is ${submissionState}`,
      actor('coach', 'educator'),
      { state: 'asked', submissionState },
      false,
    ],
  ),
  ...(['answered', 'withdrawn'] as const).map((state): (typeof readers)[number] => [
    `the coach, once the question is ${state}`,
    actor('coach', 'educator'),
    { state, submissionState: 'draft' },
    false,
  ]),
]

test.each(readers)('reading a draft as a coach: %s', (_, who, how, expected) => {
  expect(can(who, { action: 'read as a coach', subject: { orgId: 'district', coachId: 'coach', ...how } })).toBe(
    expected,
  )
})

test.each(table)('%s', (_, who, wish, expected) => {
  expect(can(who, wish)).toBe(expected)
})
