import { describe, expect, test } from 'vitest'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import { can, registersOf } from './policy.ts'

const actor = (kind: RoleKind, organisationId: string): Actor => ({
  personId: 'person',
  name: 'Sam Test',
  timeZone: 'UTC',
  demo: false,
  roles: [{ kind, organisationId, organisationName: 'Here', organisationKind: 'publisher', orgId: organisationId }],
})

describe('the register of awards', () => {
  test.each<[RoleKind, string, boolean]>([
    ['registrar', 'issuer', true],
    ['registrar', 'another', false],
    ['admin', 'issuer', false],
    ['leader', 'issuer', false],
    ['author', 'issuer', false],
    ['assessor', 'issuer', false],
    ['educator', 'issuer', false],
  ])('%s of %s: %s', (kind, organisation, allowed) => {
    const subject = { issuerId: 'issuer' }
    expect(can(actor(kind, organisation), { action: 'see the register', subject })).toBe(allowed)
    expect(can(actor(kind, organisation), { action: 'change an award', subject })).toBe(allowed)
    expect(can(actor(kind, organisation), { action: 'keep keys', subject })).toBe(allowed)
    expect(can(actor(kind, organisation), { action: 'award in bulk', subject })).toBe(allowed)
    expect(registersOf(actor(kind, organisation))).toEqual(
      kind === 'registrar' ? [{ id: organisation, name: 'Here' }] : [],
    )
  })

  test('people keep their own credentials and nobody else’s', () => {
    expect(can(actor('educator', 'x'), { action: 'keep credentials', subject: { personId: 'person' } })).toBe(true)
    expect(can(actor('registrar', 'x'), { action: 'keep credentials', subject: { personId: 'other' } })).toBe(false)
  })
})
