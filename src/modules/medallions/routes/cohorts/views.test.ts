import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion } from '#test/factories/medallions/designed.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { findPrimaryEmail } from '../../../people/queries/people.ts'
import { closeCohort, changeCohort, removeEducator, setInvitation } from '../../commands/cohorts.ts'
import { addEducators, checkLaunch, launchCohort } from '../../commands/launching.ts'
import { loadCohortView } from './cohort-view.ts'
import { addressesOf, readLaunch } from './launch-form.ts'
import { launchPlace, listLaunchable } from './launch-view.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const [district, elsewhere] = [await makeDistrict(db), await makeDistrict(db)]
const [a, b] = [await makeSchool(db, district, 'School A'), await makeSchool(db, district, 'School B')]
const person = (...roles: Parameters<typeof makePerson>[1]) => makePerson(db, roles)
const PEOPLE = {
  'leader of A': await person({ kind: 'leader', at: a }),
  'leader of B': await person({ kind: 'leader', at: b }),
  'leader of the district': await person({ kind: 'leader', at: district }),
  'leader of another district': await person({ kind: 'leader', at: elsewhere }),
  coach: await person({ kind: 'educator', at: b }),
  educator: await person({ kind: 'educator', at: a }),
  admin: await person({ kind: 'admin', at: district }),
  stranger: await person(),
}
type Who = keyof typeof PEOPLE
const everybody = Object.keys(PEOPLE) as Who[]
const as = (who: Who) => ({ db, actor: PEOPLE[who], now: NOON })

const ofA = await makeMedallion(db, PEOPLE['leader of A'], a)
const ofDistrict = await makeMedallion(db, PEOPLE['leader of the district'], district)
const cohortId = newId()
const launch = {
  medallionId: ofA.medallionId,
  organisationId: a.id,
  name: 'Autumn',
  startsOn: '2026-09-01',
  endsOn: '2026-12-18',
  coachEmail: (await findPrimaryEmail(db, PEOPLE.coach.personId))?.email ?? '',
  togetherId: null,
  welcome: '',
  link: true,
  chosen: { organisationIds: [], personIds: [PEOPLE.educator.personId], emails: [] },
  again: false,
  confirmed: [],
}
await launchCohort(as('leader of A'), { cohortId, ...launch })

const LEADERS: Who[] = ['leader of A', 'leader of the district']
const shown = (who: Actor) =>
  loadCohortView(db, who, cohortId, { search: '', page: 1, publicUrl: 'https://mint.example' }).catch(() => null)

describe('a cohort of school A', () => {
  test.each(everybody)('%s', async (who) => {
    const view = await shown(PEOPLE[who])
    const leads = LEADERS.includes(who)
    expect(view !== null).toBe(leads || who === 'coach')
    expect(view?.leads ?? false).toBe(leads)
    // A coach sees who is in it, and not the link that lets others in.
    expect((view?.link ?? null) !== null).toBe(leads)
    expect(view?.members.length ?? 0).toBe(view === null ? 0 : 1)
  })

  test.each(everybody.filter((who) => !LEADERS.includes(who)))('is changed by no %s', async (who) => {
    const given = as(who)
    const words = { name: 'Mine', startsOn: '2026-09-01', endsOn: '2026-12-18', coachEmail: '' }
    const { chosen, again, confirmed } = launch
    const answers = await Promise.all([
      changeCohort(given, { cohortId, ...words }),
      setInvitation(given, { cohortId, open: false }),
      removeEducator(given, { cohortId, personId: PEOPLE.educator.personId }),
      closeCohort(given, { cohortId }),
      addEducators(given, { cohortId, chosen, again, confirmed }),
      checkLaunch(given, launch),
      launchCohort(given, { cohortId: newId(), ...launch }),
      launchCohort(given, { cohortId, ...launch }),
    ])
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.reason))).toEqual(Array(8).fill('unknown'))
  })
})

test.each<[Who, ofA: string[], ofDistrict: string[]]>([
  ['leader of A', ['School A'], ['School A']],
  ['leader of B', [], ['School B']],
  ['leader of the district', ['School A'], ['Test District', 'School A', 'School B']],
  ['leader of another district', [], []],
  ['coach', [], []],
  ['educator', [], []],
  ['admin', [], []],
  ['stranger', [], []],
])('%s launches the medallion of A and of the district where they lead', async (who, forA, forDistrict) => {
  const places = async (id: string) =>
    (await launchPlace(db, PEOPLE[who], id, b.id))?.places.map(({ label }) => label) ?? []
  expect(await places(ofA.medallionId)).toEqual(forA)
  expect(await places(ofDistrict.medallionId)).toEqual(forDistrict)
  const listed = (await listLaunchable(db, PEOPLE[who])).map(({ id }) => id)
  const expected = [
    ...(forA.length > 0 ? [ofA.medallionId] : []),
    ...(forDistrict.length > 0 ? [ofDistrict.medallionId] : []),
  ]
  expect(listed.toSorted()).toEqual(expected.toSorted())
})

describe('the form', () => {
  test('keeps what was pasted and adds what a file holds; what could not be read is said', async () => {
    const form = new FormData()
    form.append('list', 'Ann <ANN@school.example>; bo@school.example')
    form.append('file', new File(['name;e-mail\nCy;CY@school.example\nDi;none\n'], 'people.csv'))
    for (const [name, value] of [
      ['person', PEOPLE.educator.personId],
      ['person', PEOPLE.educator.personId],
      ['person', '../x'],
      ['school', a.id],
      ['intent', 'page:3'],
      ['welcome', 'Dear {name}\r\n{link}'],
    ] as const)
      form.append(name, value)
    const { words, problems, intent } = await readLaunch(form)
    expect([intent, words.page]).toEqual(['page', 3])
    expect(words).toMatchObject({ people: [PEOPLE.educator.personId], schools: [a.id], welcome: 'Dear {name}\n{link}' })
    expect(problems).toHaveLength(1)
    expect(addressesOf(words.list).emails).toEqual(['ann@school.example', 'bo@school.example', 'cy@school.example'])
  })

  test.each([
    ['', []],
    ['no address at all', []],
    ['a@b.cd A@B.CD\n"x"@', ['a@b.cd']],
    ['e-mail;name\nann@school.example;Ann', ['ann@school.example']],
    ['=cmd|x@evil', []],
  ])('finds the addresses in %j', (list, emails) => {
    expect(addressesOf(list).emails).toEqual(emails)
  })
})
