import { expect, test } from 'vitest'
import { ROLES, type Actor, type RoleKind } from '../../platform/actor.ts'
import { can, type Wish } from './policy.ts'

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

test.each(table)('%s', (_, who, wish, expected) => {
  expect(can(who, wish)).toBe(expected)
})
