import { describe, expect, test } from 'vitest'
import type { Actor, HeldRole, RoleKind } from '../../platform/actor.ts'
import { can } from './policy.ts'

const DISTRICT = ['district']
const A = ['district', 'school-a']
const B = ['district', 'school-b']
const ELSEWHERE = ['elsewhere']

const role = (kind: RoleKind, path: readonly string[]): HeldRole => ({
  kind,
  organisationId: path.at(-1) ?? '',
  organisationName: '',
  organisationKind: path.length === 1 ? 'district' : 'school',
  orgId: path[0] ?? '',
})
const actor = (personId: string, ...roles: HeldRole[]): Actor => ({
  personId,
  name: '',
  timeZone: 'UTC',
  demo: false,
  roles,
})

/** Every actor, and the paths of where they work as educators. */
const ACTORS = {
  'leader of A': [actor('lead-a', role('leader', A)), []],
  'leader of B': [actor('lead-b', role('leader', B)), []],
  'leader of the district': [actor('lead-d', role('leader', DISTRICT)), []],
  'leader of another district': [actor('lead-e', role('leader', ELSEWHERE)), []],
  'coach of the cohort': [actor('coach', role('educator', B)), [B]],
  'coach who has left the district': [actor('coach', role('educator', ELSEWHERE)), [ELSEWHERE]],
  'coach of another cohort': [actor('coach-2', role('educator', B)), [B]],
  'educator of A': [actor('edu-a', role('educator', A)), [A]],
  'educator of the district itself': [actor('edu-d', role('educator', DISTRICT)), [DISTRICT]],
  'admin of the district': [actor('admin', role('admin', DISTRICT)), []],
  'registrar of the district': [actor('registrar', role('registrar', DISTRICT)), []],
  'assessor of the district': [actor('assessor', role('assessor', DISTRICT)), []],
  stranger: [actor('stranger'), []],
} as const satisfies Record<string, [Actor, (readonly string[])[]]>
type Who = keyof typeof ACTORS

const cohort = (path: readonly string[]) => ({ path, coachId: 'coach' })

/** For each wish, exactly who may. */
const MAY: [wish: string, ask: (who: Actor, workPaths: readonly (readonly string[])[]) => boolean, allowed: Who[]][] = [
  [
    'launch the district’s medallion for the whole district',
    (who) => can(who, 'launch a cohort', { path: DISTRICT, medallionOf: 'district' }),
    ['leader of the district'],
  ],
  [
    'launch the district’s medallion for school A',
    (who) => can(who, 'launch a cohort', { path: A, medallionOf: 'district' }),
    ['leader of A', 'leader of the district'],
  ],
  [
    'launch the medallion of school A there',
    (who) => can(who, 'launch a cohort', { path: A, medallionOf: 'school-a' }),
    ['leader of A', 'leader of the district'],
  ],
  [
    'launch the medallion of school A at school B',
    (who) => can(who, 'launch a cohort', { path: B, medallionOf: 'school-a' }),
    [],
  ],
  ['lead a cohort of A', (who) => can(who, 'lead a cohort', { path: A }), ['leader of A', 'leader of the district']],
  ['lead a cohort of the district', (who) => can(who, 'lead a cohort', { path: DISTRICT }), ['leader of the district']],
  [
    'see a cohort of A',
    (who) => can(who, 'see a cohort', cohort(A)),
    ['leader of A', 'leader of the district', 'coach of the cohort'],
  ],
  [
    'see a cohort of the district',
    (who) => can(who, 'see a cohort', cohort(DISTRICT)),
    ['leader of the district', 'coach of the cohort'],
  ],
  [
    'take up the medallion of A',
    (who, workPaths) => can(who, 'take up', { medallionOf: 'school-a', workPaths }),
    ['educator of A'],
  ],
  [
    'take up the medallion of the district',
    (who, workPaths) => can(who, 'take up', { medallionOf: 'district', workPaths }),
    ['educator of A', 'educator of the district itself', 'coach of the cohort', 'coach of another cohort'],
  ],
]

describe.each(MAY)('%s', (_, ask, allowed) => {
  test.each(Object.keys(ACTORS) as Who[])('%s', (who) => {
    const [person, workPaths] = ACTORS[who]
    expect(ask(person, workPaths)).toBe(allowed.includes(who))
  })
})
