import { describe, expect, test } from 'vitest'
import type { ListedPick } from '../../../medallions/rules/qualify.ts'
import { found, peopleOf } from './grid.ts'
import { inOrder, schoolRows, type SchoolCount } from './schools.ts'
import { earnedOf, isStuck, needOf, type OpenWork, type Standing } from './standing.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000)

const PICKS: ListedPick[] = [
  { microCredentialId: 'a', groupId: null, needed: 1 },
  { microCredentialId: 'b', groupId: null, needed: 1 },
  { microCredentialId: 'c', groupId: 'ways', needed: 1 },
  { microCredentialId: 'd', groupId: 'ways', needed: 1 },
]

const standing = (given: Partial<Standing> = {}): Standing => ({
  personId: 'person',
  name: 'Amara Osei',
  email: 'amara@test.example',
  school: 'Riverbend',
  state: 'accepted',
  since: ago(100),
  versionId: 'version',
  open: [],
  earned: [],
  activeAt: null,
  holdsSince: null,
  ...given,
})
const earned = (...ids: string[]) =>
  ids.map((microCredentialId) => ({ microCredentialId, at: ago(60), hours: 2, credentialId: null }))
const open = (given: Partial<OpenWork>): OpenWork[] => [
  { microCredentialId: 'a', state: 'writing', since: ago(1), dueAt: null, ...given },
]

describe('who may need somebody', () => {
  test.each<[what: string, given: Partial<Standing>, kind: string | null, days?: number]>([
    ['has not begun in two weeks', { since: ago(14) }, 'not started', 14],
    ['has just joined', { since: ago(13) }, null],
    ['has not answered in a week', { state: 'offered', since: ago(7) }, 'no answer', 7],
    ['was asked a moment ago', { state: 'offered', since: ago(6) }, null],
    ['wrote nothing for two weeks', { open: open({ since: ago(20) }), activeAt: ago(20) }, 'stalled', 20],
    ['writes', { open: open({}), activeAt: ago(1) }, null],
    ['waits for an assessor in time', { open: open({ state: 'handed in', since: ago(30), dueAt: ago(-1) }) }, null],
    ['waits past the day', { open: open({ state: 'handed in', since: ago(30), dueAt: ago(3) }) }, 'overdue', 3],
    ['has it back', { open: open({ state: 'not yet', since: ago(9) }), activeAt: ago(20) }, 'not yet', 9],
    [
      'has one left',
      { earned: earned('a', 'b'), open: open({ microCredentialId: 'c' }), activeAt: ago(1) },
      'one left',
    ],
    ['has earned all of it', { earned: earned('a', 'b', 'd') }, null],
    ['has the medallion', { holdsSince: ago(1) }, null],
  ])('who %s', (_, given, kind, days) => {
    const need = needOf(standing(given), PICKS, NOW)
    expect(need?.kind ?? null).toBe(kind)
    if (days !== undefined) expect(need?.days).toBe(days)
    expect(isStuck(need)).toBe(kind !== null && kind !== 'one left')
  })

  test('more of a choice than it takes does not count', () => {
    expect(earnedOf(standing({ earned: earned('c', 'd') }), PICKS, 3)).toBe(1)
    expect(earnedOf(standing({ earned: earned('a', 'b', 'c', 'd') }), PICKS, 3)).toBe(3)
  })
})

test('stands first, and is found by name, pick and state', () => {
  const versions = [{ id: 'version', needed: 3, picks: PICKS }]
  const people = peopleOf(
    [
      standing({ personId: 'at work', name: 'Ben', open: open({}), activeAt: ago(1) }),
      standing({ personId: 'arrived', name: 'Ada', holdsSince: ago(2), earned: earned('a', 'b', 'c') }),
      standing({ personId: 'idle', name: 'Zoe', since: ago(30) }),
      standing({ personId: 'late', name: 'Yan', open: open({ state: 'handed in', dueAt: ago(2) }) }),
    ],
    versions,
    NOW,
  )
  const ids = (some: typeof people) => some.map((person) => person.standing.personId)
  expect(ids(people)).toEqual(['late', 'idle', 'at work', 'arrived'])
  const all = { name: '', school: '', pick: '', state: null, page: 1 } as const
  expect(ids(found(people, { ...all, name: 'ZO' }, ''))).toEqual(['idle'])
  expect(ids(found(people, { ...all, state: 'stuck' }, ''))).toEqual(['late', 'idle'])
  expect(ids(found(people, { ...all, state: 'earned' }, 'a'))).toEqual(['arrived'])
  expect(ids(found(people, { ...all, state: 'untouched' }, 'd'))).toEqual(['late', 'idle', 'at work', 'arrived'])
  expect(found(people, { ...all, school: 'Elsewhere' }, '')).toEqual([])
})

test('schools keep figures about few people to themselves, and their place tells nothing of them', () => {
  const school = (name: string, people: number, awards: number): SchoolCount => ({
    id: name,
    name,
    kind: 'school',
    educators: people,
    takingPart: people,
    earners: people,
    decidedPeople: people,
    awards,
    hours: awards,
    decisions: awards,
    decidedEarned: awards,
    attempts: 1,
    medianDays: 2,
  })
  const rows = schoolRows([school('Large', 40, 90), school('Small', 3, 200), school('Middle', 12, 30)])
  // One that is hidden alone could be worked out from the sum.
  expect(rows.map(({ awards }) => awards)).toEqual([90, 'hidden', 'hidden'])
  for (const down of [true, false])
    expect(inOrder(rows, { by: 'awards', down }).map(({ name }) => name)).toEqual(['Large', 'Middle', 'Small'])
})
