import { describe, expect, test } from 'vitest'
import { planImport } from './plan.ts'
import { problemInWords, problemKinds } from './problems.ts'
import type { Roster, SaidOrganisation } from './roster.ts'
import { NO_MEMORY, type Memory, type State, type StateOrganisation, type StatePerson } from './state.ts'

const here = (id: string, name: string, parentId: string | null, kind: 'district' | 'school' = 'school') => ({
  id,
  slug: id,
  name,
  parentId,
  kind,
})
const ROOT = here('root', 'The District', null, 'district')

function stateOf(organisations: StateOrganisation[], more: Partial<State> = {}): State {
  return {
    rootId: 'root',
    target: ROOT,
    organisations: [ROOT, ...organisations],
    people: new Map(),
    personOf: new Map(),
    asked: new Set(),
    memory: NO_MEMORY,
    ...more,
  }
}

/** Orgs as "ref kind name < parent". */
function orgs(...words: string[]): SaidOrganisation[] {
  return words.map((text, at) => {
    const [, ref = '', kind = '', name = '', parent = null] = /^(\S+) (\S+) ([^<]*?)(?: < (\S+))?$/.exec(text) ?? []
    return { ref, kind: kind as SaidOrganisation['kind'], name, parent, line: at + 2 }
  })
}

const rosterOf = (said: SaidOrganisation[], more: Partial<Roster> = {}): Roster => ({
  format: 'oneroster',
  source: 'SIS',
  organisations: { mode: 'whole', said, gone: [] },
  people: { mode: 'none', said: [], gone: [], bad: [] },
  roles: { mode: 'none', said: [], gone: [], bad: [] },
  passedOver: {},
  problems: [],
  unknownColumns: [],
  ...more,
})

const problemsOf = (roster: Roster, state: State): string[] =>
  planImport(roster, state).problems.map(
    ({ file, line, problem, detail }) => `${file} ${line}: ${problemInWords(problem, detail)}`,
  )
const changesOf = (roster: Roster, state: State): string[] =>
  planImport(roster, state).places.map((place) =>
    place.what === 'renamed' ? `${place.before} -> ${place.name}` : `${place.what} ${place.name} < ${place.parent}`,
  )
const memoryOf = (organisations: Memory['organisations']): Memory => ({ ...NO_MEMORY, organisations })

describe('the orgs of a OneRoster', () => {
  test.each<[string, SaidOrganisation[], string]>([
    [
      'a circle',
      orgs('d district D', 'a school A < b', 'b school B < a'),
      'orgs.csv 3: These orgs are each other’s parents, in a circle: A, B.',
    ],
    ['their own parent', orgs('d district D < d'), 'in a circle: D.'],
    ['a parent that is not there', orgs('d district D', 'a school A < x'), 'orgs.csv 3: Its parent “x” is no org'],
    ['two districts', orgs('d district D', 'e district E'), 'orgs.csv 3: The file holds more than one district: D, E.'],
    [
      'two schools of one name, of which one is here',
      orgs('d district D', 'a school Lincoln < d', 'b school LINCOLN < d'),
      'More than one school here is called “Lincoln”',
    ],
  ])('%s are refused as a whole', (_, said, says) => {
    const found = planImport(rosterOf(said), stateOf([here('l', 'Lincoln', 'root')]))
    expect(problemsOf(rosterOf(said), stateOf([here('l', 'Lincoln', 'root')]))[0]).toContain(says)
    expect(found.places).toEqual([])
    expect(found.problems.every(({ whole }) => whole)).toBe(true)
  })

  test('find what is here by its name under the same parent, and make the rest', () => {
    const state = stateOf([
      here('n', 'North', 'root', 'district'),
      here('ln', 'Lincoln', 'n'),
      here('lr', 'Lincoln', 'root'),
    ])
    const said = orgs(
      's other Jefferson',
      'd district Anything < s',
      'n district north < d',
      'a school Lincoln < n',
      'b school Lincoln < d',
      'g other Region < d',
      'c school Lincoln Annex < g',
    )
    const { problems, places, memory } = planImport(rosterOf(said), state)
    expect(problems).toEqual([])
    expect(changesOf(rosterOf(said), state)).toEqual(['added Lincoln Annex < root'])
    expect(places).toHaveLength(1)
    expect(Object.fromEntries([...memory.organisations].map(([ref, { key }]) => [ref, key]))).toEqual({
      s: null,
      d: 'root',
      n: 'n',
      a: 'ln',
      b: 'lr',
      g: null,
      c: 'new:c',
    })
  })

  test('may be two new schools of one name', () => {
    const said = orgs('d district D', 'a school Lincoln < d', 'b school Lincoln < d')
    expect(changesOf(rosterOf(said), stateOf([]))).toEqual(['added Lincoln < root', 'added Lincoln < root'])
  })

  const known = (parent: string): Memory =>
    memoryOf(
      new Map([
        ['d', { organisationId: 'root', kind: 'district', name: 'D', parent: null }],
        ['n', { organisationId: 'n', kind: 'district', name: 'North', parent: 'd' }],
        ['a', { organisationId: 'a', kind: 'school', name: 'Lincoln', parent }],
      ]),
    )

  test('rename and move only what the source changed itself', () => {
    const state = stateOf([here('n', 'North', 'root', 'district'), here('a', 'Named by hand', 'root')], {
      memory: known('d'),
    })
    const same = orgs('d district D', 'n district North < d', 'a school Lincoln < d')
    expect(changesOf(rosterOf(same), state)).toEqual([])
    const other = orgs('d district D', 'n district North < d', 'a school Lincoln High < n')
    expect(changesOf(rosterOf(other), state)).toEqual(['Named by hand -> Lincoln High', 'moved Named by hand < n'])
  })

  test('of a delta hang on what the source said before, and make no circle with it', () => {
    const state = stateOf([here('n', 'North', 'root', 'district'), here('a', 'Lincoln', 'n')], { memory: known('n') })
    const delta = (said: SaidOrganisation[]) => rosterOf(said, { organisations: { mode: 'some', said, gone: [] } })
    expect(changesOf(delta(orgs('b school Harbor < n')), state)).toEqual(['added Harbor < n'])
    expect(problemsOf(delta(orgs('n district North < a')), state)[0]).toContain('in a circle')
    const byHand = stateOf([here('m', 'Middle', 'n', 'district'), here('n', 'North', 'root', 'district')], {
      memory: memoryOf(
        new Map([
          ...known('d').organisations,
          ['m', { organisationId: 'm', kind: 'district' as const, name: 'Middle', parent: 'd' }],
        ]),
      ),
    })
    expect(problemsOf(delta(orgs('n district North < m')), byHand)[0]).toContain('in a circle')
  })

  test('say nothing of other schools where the file is for one', () => {
    const lincoln = here('a', 'Lincoln', 'root')
    const state = stateOf([lincoln, here('b', 'Harbor', 'root')], { target: lincoln })
    const said = orgs('d district D', 'a school Lincoln < d', 'b school Harbor < d', 'c school New < d')
    const { places, problems, memory } = planImport(rosterOf(said), state)
    expect([places, problems, [...memory.organisations.keys()]]).toEqual([[], [], ['a']])
    expect(problemsOf(rosterOf(orgs('d district D', 'b school Harbor < d')), state)[0]).toContain(
      'nothing of “Lincoln”',
    )
  })
})

describe('people', () => {
  const person = (id: string, more: Partial<StatePerson> = {}): StatePerson => ({
    id,
    name: id,
    email: `${id}@a.example`,
    emails: [`${id}@a.example`],
    settled: false,
    elsewhere: false,
    educatorElsewhere: false,
    roles: [],
    ...more,
  })
  const stateWith = (...people: StatePerson[]): State =>
    stateOf([], {
      people: new Map(people.map((one) => [one.id, one])),
      personOf: new Map(people.flatMap(({ id, emails }) => emails.map((email) => [email, id]))),
    })
  const listOf = (...said: Roster['people']['said']): Roster =>
    rosterOf([], {
      format: 'csv',
      organisations: { mode: 'some', said: orgs(' school ').map((org) => ({ ...org, ref: '' })), gone: [] },
      people: { mode: 'whole', said, gone: [], bad: [] },
      roles: {
        mode: 'whole',
        said: said.map(({ ref, line }) => ({ ref, person: ref, organisation: '', kind: 'educator', line })),
        gone: [],
        bad: [],
      },
    })
  const row = (ref: string, email: string, others: string[] = []) => ({ ref, name: ref, email, others, line: 2 })

  test('are known by an address of theirs, whichever', () => {
    const state = stateWith(person('ana', { emails: ['ana@a.example', 'ana@home.example'] }))
    const { entries } = planImport(listOf(row('x', 'ana@home.example')), state)
    expect(entries.map(({ person: who, category }) => `${who} ${category}`)).toEqual(['ana added'])
  })

  test('are not taken for somebody else, nor twice', () => {
    const state = stateWith(person('ana'), person('bo', { emails: ['bo@a.example', 'b@home.example'] }))
    const roster = listOf(row('1', 'new@a.example', ['ana@a.example']), row('2', 'bo@a.example'), {
      ...row('3', 'b@home.example'),
      line: 4,
    })
    const { problems } = planImport(roster, state)
    expect(problems.map(({ line, problem, detail }) => `${line} ${problem} ${detail}`)).toEqual([
      '2 address_taken ana@a.example',
      '4 same_person 2',
    ])
  })

  test('keep an admin, whatever a file leaves out', () => {
    const admin = (id: string) =>
      person(id, { roles: [{ id: `role of ${id}`, organisationId: 'root', kind: 'admin', owned: true }] })
    const { entries } = planImport(listOf(row('1', 'new@a.example')), stateWith(admin('ana'), admin('bo')))
    expect(entries.map(({ name, category }) => `${name} ${category}`)).toEqual(['1 added', 'bo leaving'])
  })
})

test('every problem has a sentence of its own', () => {
  const sentences = problemKinds.map((problem) => problemInWords(problem, 'detail'))
  expect(new Set(sentences).size).toBe(problemKinds.length)
  expect(sentences.every((sentence) => sentence.endsWith('.'))).toBe(true)
})
