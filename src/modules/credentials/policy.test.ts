import { describe, expect, test } from 'vitest'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import { can, registrarAt } from './policy.ts'

const actor = (kind: RoleKind, organisationId: string): Actor => ({
  personId: 'person',
  name: 'Sam Test',
  timeZone: 'UTC',
  demo: false,
  roles: [{ kind, organisationId, organisationName: 'Here', organisationKind: 'district', orgId: 'district' }],
})

const PLACES = ['school', 'other school', 'district', 'other district', 'publisher'] as const
type Place = (typeof PLACES)[number]
const PATHS: Record<Place, string[]> = {
  school: ['district', 'school'],
  'other school': ['district', 'other school'],
  district: ['district'],
  'other district': ['other district'],
  publisher: ['publisher'],
}

describe('the register of awards', () => {
  test.each<[RoleKind, Place, answersFor: Place[]]>([
    ['registrar', 'school', ['school']],
    ['registrar', 'other school', ['other school']],
    ['registrar', 'district', ['school', 'other school', 'district']],
    ['registrar', 'other district', ['other district']],
    ['registrar', 'publisher', ['publisher']],
    ...(['admin', 'leader', 'author', 'assessor', 'educator'] as const).flatMap((kind) =>
      PLACES.map((place): [RoleKind, Place, Place[]] => [kind, place, []]),
    ),
  ])('%s of the %s keeps that of: %j', (kind, place, kept) => {
    const asking = actor(kind, place)
    for (const action of ['see the register', 'change an award', 'keep keys'] as const)
      expect(PLACES.filter((issuer) => can(asking, { action, subject: { issuerPath: PATHS[issuer] } }))).toEqual(kept)
    const inBulk = PLACES.filter((issuer) =>
      can(asking, { action: 'award in bulk', subject: { issuerId: PATHS[issuer].at(-1) ?? '' } }),
    )
    expect(inBulk).toEqual(kept.filter((issuer) => issuer === place))
    expect(registrarAt(asking)).toEqual(kept.length > 0 ? [place] : [])
  })

  test('nobody keeps that of an issuer that there is not, and a stranger none', () => {
    const subject = { issuerPath: [] }
    expect(can(actor('registrar', 'district'), { action: 'keep keys', subject })).toBe(false)
    const stranger = { ...actor('registrar', 'district'), roles: [] }
    expect(can(stranger, { action: 'see the register', subject: { issuerPath: PATHS.school } })).toBe(false)
  })

  test('people keep their own credentials and nobody else’s', () => {
    expect(can(actor('educator', 'x'), { action: 'keep credentials', subject: { personId: 'person' } })).toBe(true)
    expect(can(actor('registrar', 'x'), { action: 'keep credentials', subject: { personId: 'other' } })).toBe(false)
  })
})
