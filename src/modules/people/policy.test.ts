import { describe, expect, test } from 'vitest'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import { can, type PeopleAsk, type Place } from './policy.ts'

const district: Place & { id: string } = { id: 'd', path: ['d'], kind: 'district' }
const schoolA: Place & { id: string } = { id: 'a', path: ['d', 'a'], kind: 'school' }
const schoolB: Place & { id: string } = { id: 'b', path: ['d', 'b'], kind: 'school' }
const elsewhere: Place & { id: string } = { id: 'e', path: ['e'], kind: 'district' }
const publisher: Place & { id: string } = { id: 'p', path: ['p'], kind: 'publisher' }

const actor = (...held: [RoleKind, Place & { id: string }][]): Actor => ({
  personId: 'someone',
  name: 'Someone',
  timeZone: 'UTC',
  demo: false,
  roles: held.map(([kind, at]) => ({
    kind,
    organisationId: at.id,
    organisationName: at.id,
    organisationKind: at.kind,
    orgId: at.path[0] ?? '',
  })),
})

const ACTORS = {
  'leader of A': actor(['leader', schoolA]),
  'leader of B': actor(['leader', schoolB]),
  'leader of the district': actor(['leader', district]),
  'leader of another district': actor(['leader', elsewhere]),
  'admin of A': actor(['admin', schoolA]),
  'admin of the district': actor(['admin', district]),
  'admin of another district': actor(['admin', elsewhere]),
  'admin of the publisher': actor(['admin', publisher]),
  'an educator of A': actor(['educator', schoolA]),
  'a coach of A': actor(['educator', schoolA], ['assessor', district]),
  'a registrar of the district': actor(['registrar', district], ['author', publisher]),
  'a stranger': actor(),
}
type Who = keyof typeof ACTORS

const ask = (action: Exclude<PeopleAsk['action'], 'invite' | 'move an organisation'>, subject: Place): PeopleAsk => ({
  action,
  subject,
})
const invite = (role: RoleKind, subject: Place): PeopleAsk => ({ action: 'invite', subject: { ...subject, role } })
const move = (subject: Place, to: Place): PeopleAsk => ({ action: 'move an organisation', subject: { ...subject, to } })

const KEEPERS_OF_A: Who[] = ['admin of A', 'admin of the district']
const LEADERS_OF_A: Who[] = ['leader of A', 'leader of the district']

/** Who may, of every row; nobody else. */
const TABLE: [string, PeopleAsk, Who[]][] = [
  ['see A', ask('see an organisation', schoolA), [...LEADERS_OF_A, ...KEEPERS_OF_A]],
  ['see B', ask('see an organisation', schoolB), ['leader of B', 'leader of the district', 'admin of the district']],
  ['see the district', ask('see an organisation', district), ['leader of the district', 'admin of the district']],
  [
    'see another district',
    ask('see an organisation', elsewhere),
    ['leader of another district', 'admin of another district'],
  ],
  ['see the publisher', ask('see an organisation', publisher), ['admin of the publisher']],
  ['describe A', ask('describe an organisation', schoolA), [...LEADERS_OF_A, ...KEEPERS_OF_A]],
  [
    'describe the district',
    ask('describe an organisation', district),
    ['leader of the district', 'admin of the district'],
  ],
  ['describe the publisher', ask('describe an organisation', publisher), []],
  ['invite an educator to A', invite('educator', schoolA), [...LEADERS_OF_A, ...KEEPERS_OF_A]],
  [
    'invite an educator to B',
    invite('educator', schoolB),
    ['leader of B', 'leader of the district', 'admin of the district'],
  ],
  ['invite a leader to A', invite('leader', schoolA), KEEPERS_OF_A],
  ['invite an admin to A', invite('admin', schoolA), KEEPERS_OF_A],
  ['invite an admin to the district', invite('admin', district), ['admin of the district']],
  ['invite an author to the publisher', invite('author', publisher), ['admin of the publisher']],
  ['list the people of A', ask('list people', schoolA), KEEPERS_OF_A],
  ['list the people of the district', ask('list people', district), ['admin of the district']],
  ['add a person to A', ask('add a person', schoolA), KEEPERS_OF_A],
  ['end a role in A', ask('end a role', schoolA), KEEPERS_OF_A],
  ['end a role in the district', ask('end a role', district), ['admin of the district']],
  ['end a role in the publisher', ask('end a role', publisher), ['admin of the publisher']],
  ['keep A', ask('keep an organisation', schoolA), KEEPERS_OF_A],
  ['keep the district', ask('keep an organisation', district), ['admin of the district']],
  ['take people in at A', ask('import people', schoolA), KEEPERS_OF_A],
  ['take people in at the district', ask('import people', district), ['admin of the district']],
  ['take people in elsewhere', ask('import people', elsewhere), ['admin of another district']],
  ['take people in at the publisher', ask('import people', publisher), []],
  ['keep the publisher', ask('keep an organisation', publisher), []],
  ['move A under B', move(schoolA, schoolB), ['admin of the district']],
  ['move A to another district', move(schoolA, elsewhere), []],
  ['move A under the publisher', move(schoolA, publisher), []],
  ['move the district under A', move(district, schoolA), []],
]

describe.each(TABLE)('to %s', (_, asked, who) => {
  test.each(Object.keys(ACTORS) as Who[])('%s', (name) => {
    expect(can(ACTORS[name], asked)).toBe(who.includes(name))
  })
})
