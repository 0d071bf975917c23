import { describe, expect, test } from 'vitest'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import { mayFollow, mayReport, readsReports } from './policy.ts'

const actor = (kind: RoleKind, organisationId: string): Actor => ({
  personId: 'person',
  name: 'Sam Test',
  timeZone: 'UTC',
  demo: false,
  roles: [{ kind, organisationId, organisationName: 'Here', organisationKind: 'school', orgId: 'district' }],
})

const SUBJECTS = {
  district: ['district'],
  'school a': ['district', 'a'],
  'school b': ['district', 'b'],
  'another district': ['other'],
  'a school of that': ['other', 'c'],
} as const

describe('the report of an organisation', () => {
  const all = Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[]

  test.each<[who: string, Actor, reads: (keyof typeof SUBJECTS)[]]>([
    ['leader of school a', actor('leader', 'a'), ['school a']],
    ['leader of school b', actor('leader', 'b'), ['school b']],
    ['leader of the district', actor('leader', 'district'), ['district', 'school a', 'school b']],
    ['leader of another district', actor('leader', 'other'), ['another district', 'a school of that']],
    ['educator and coach of school a', actor('educator', 'a'), []],
    ['admin of the district', actor('admin', 'district'), []],
    ['registrar of the district', actor('registrar', 'district'), []],
    ['assessor', actor('assessor', 'district'), []],
    ['author', actor('author', 'district'), []],
    ['stranger', { ...actor('educator', 'a'), roles: [] }, []],
  ])('%s', (_, who, reads) => {
    for (const action of ['read a report', 'have a report sent'] as const)
      expect(all.filter((name) => mayReport(who, { action, subject: { path: SUBJECTS[name] } }))).toEqual(reads)
    expect(readsReports(who)).toBe(reads.length > 0)
  })
})

describe('following cohorts and comparing schools', () => {
  const all = Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[]
  const below = ['district', 'school a', 'school b'] as const

  test.each<[who: string, Actor, leads: (keyof typeof SUBJECTS)[], coaches: (keyof typeof SUBJECTS)[]]>([
    ['leader of school a', actor('leader', 'a'), ['school a'], [...below]],
    ['leader of school b', actor('leader', 'b'), ['school b'], [...below]],
    ['leader of the district', actor('leader', 'district'), [...below], [...below]],
    ['educator of school a', actor('educator', 'a'), [], [...below]],
    ['admin of the district', actor('admin', 'district'), [], [...below]],
    ['registrar of the district', actor('registrar', 'district'), [], [...below]],
    ['stranger', { ...actor('educator', 'a'), roles: [] }, [], []],
  ])('%s', (_, who, leads, coaches) => {
    const follows = (coachId: string | null) =>
      all.filter((name) => mayFollow(who, { action: 'follow a cohort', subject: { path: SUBJECTS[name], coachId } }))
    expect(follows(null)).toEqual(leads)
    expect(follows('somebody else')).toEqual(leads)
    expect(follows(who.personId)).toEqual(coaches)
    expect(
      all.filter((name) => mayFollow(who, { action: 'compare schools', subject: { path: SUBJECTS[name] } })),
    ).toEqual(leads)
  })
})
