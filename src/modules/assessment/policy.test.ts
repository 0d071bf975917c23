import { describe, expect, test } from 'vitest'
import { ROLES, type Actor, type HeldRole, type OrganisationKind, type RoleKind } from '../../platform/actor.ts'
import { can, type Assessable } from './policy.ts'
import type { Ties } from './rules/conflict.ts'
import { JUDGEMENT_STATES } from './rules/states.ts'

const ME = 'person-me'
const PUBLISHER = 'publisher'
const DISTRICT = 'district'
const SCHOOL = 'school'

const role = (kind: RoleKind, organisationId: string, orgId: string): HeldRole => {
  const organisationKind: OrganisationKind = organisationId === orgId ? 'district' : 'school'
  return { kind, organisationId, organisationName: organisationId, organisationKind, orgId }
}
const actor = (...roles: HeldRole[]): Actor => ({ personId: ME, name: 'Me', timeZone: 'UTC', demo: false, roles })

const work: Assessable = {
  orgId: DISTRICT,
  publisherId: PUBLISHER,
  personId: 'person-educator',
  organisationId: SCHOOL,
}
const free: Ties = { personId: ME, workplaces: [], knows: [], coaches: [] }
const fromPublisher = actor(role('assessor', PUBLISHER, PUBLISHER))
const fromDistrict = actor(role('assessor', DISTRICT, DISTRICT))

describe('claiming', () => {
  test.each<[string, Actor, Ties, boolean]>([
    ['an assessor of the publisher', fromPublisher, free, true],
    ['an assessor of the district', fromDistrict, free, true],
    ['an assessor of another district', actor(role('assessor', 'elsewhere', 'elsewhere')), free, false],
    ['a person without a role', actor(), free, false],
    ['an educator', actor(role('educator', SCHOOL, DISTRICT)), free, false],
    ['the educator, who is an assessor too', fromPublisher, { ...free, knows: ['person-educator'] }, false],
    ['an assessor who coaches the educator', fromPublisher, { ...free, coaches: ['person-educator'] }, false],
    ['an assessor who coaches somebody else', fromDistrict, { ...free, coaches: ['person-other'] }, true],
    [
      'an assessor who teaches or taught at the school',
      fromDistrict,
      { ...free, workplaces: ['before', SCHOOL] },
      false,
    ],
    [
      'an assessor who teaches at another school of the district',
      fromDistrict,
      { ...free, workplaces: ['other'] },
      true,
    ],
    ['an assessor with the ties of somebody else', fromDistrict, { ...free, personId: 'person-other' }, false],
  ])('%s: %s', (_, who, ties, allowed) => {
    expect(can(who, 'claim', { work, ties })).toBe(allowed)
  })

  test('never one’s own work', () => {
    expect(can(fromPublisher, 'claim', { work: { ...work, personId: ME }, ties: free })).toBe(false)
  })

  test.each(ROLES.filter((kind) => kind !== 'assessor'))('not as %s, in no organisation', (kind) => {
    const who = actor(role(kind, PUBLISHER, PUBLISHER), role(kind, DISTRICT, DISTRICT), role(kind, SCHOOL, DISTRICT))
    expect(can(who, 'claim', { work, ties: free })).toBe(false)
    expect(can(who, 'open the queue', null)).toBe(false)
  })
})

describe('a judgement', () => {
  const admin = actor(
    role('admin', PUBLISHER, PUBLISHER),
    role('registrar', DISTRICT, DISTRICT),
    role('assessor', DISTRICT, DISTRICT),
  )

  test('is seen by its assessor alone', () => {
    for (const state of JUDGEMENT_STATES) {
      expect(can(fromPublisher, 'see the judgement', { assessorId: ME, state })).toBe(true)
      expect(can(admin, 'see the judgement', { assessorId: 'person-other', state })).toBe(false)
      expect(can(admin, 'read the evidence', { assessorId: 'person-other', state })).toBe(false)
      expect(can(admin, 'judge', { assessorId: 'person-other', state })).toBe(false)
    }
  })

  test.each<[(typeof JUDGEMENT_STATES)[number], boolean]>([
    ['claimed', true],
    ['in_progress', true],
    ['completed', false],
    ['released', false],
    ['expired', false],
  ])('that is %s opens the evidence and takes scores: %s', (state, allowed) => {
    expect(can(fromPublisher, 'judge', { assessorId: ME, state })).toBe(allowed)
    expect(can(fromPublisher, 'read the evidence', { assessorId: ME, state })).toBe(allowed)
  })

  test('the queue opens for assessors', () => {
    expect(can(fromPublisher, 'open the queue', null)).toBe(true)
    expect(can(actor(), 'open the queue', null)).toBe(false)
  })
})
