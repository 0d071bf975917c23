import { expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { readContentFolder } from '../../catalogue/commands/read-content.ts'
import { readCatalogue } from '../../catalogue/rules/files.ts'
import { misfitsOfMedallion, readMedallion, type MedallionExample } from './example.ts'
import { inOneLine } from '../../catalogue/rules/yaml.ts'

const read = readCatalogue(await fixtureFiles())
const known = read.ok ? read.catalogue.microCredentials : []
const files = (await readContentFolder('content/pbl/medallions')).map(({ path, text }) => ({
  path: `medallions/${path}`,
  text,
}))
const refused = (file: { path: string; text: string }): string[] => {
  const one = readMedallion(file, known)
  return one.ok ? [] : one.problems.map(inOneLine)
}
const FILE = { path: 'medallions/every-voice-in-the-work.yaml', text: '' }
const edited = (edit: (text: string) => string) => ({
  ...FILE,
  text: edit(files.find(({ path }) => path === FILE.path)?.text ?? ''),
})

test('the examples that Mintmark ships are sound', () => {
  expect(files.map(({ path }) => path)).toContain(FILE.path)
  expect(files.flatMap(refused)).toEqual([])
})

test.each<[string, (text: string) => string, RegExp]>([
  ['no mission', (text) => text.replace(/^mission:/m, 'missing:'), /:\d+: mission is missing/],
  [
    'a mission of four sentences',
    (text) => text.replace('no one sits out.', 'No one. Sits. Out.'),
    /two or three sentences/,
  ],
  ['a script', (text) => text.replace('The quiet ones', '<script>ones'), /script/],
  ['one goal', (text) => text.replace(/ {2}- id: rough-ideas[^]*(?=\ngroups:)/, ''), /:\d+: goals must be two to four/],
  [
    'a pick without a line',
    (text) => text.replace(/ {4}mission_line: >-\n(?: {6}.*\n)+/, ''),
    /mission_line is missing/,
  ],
  ['another name', (text) => text.replace(/^id: .*/m, 'id: voices'), /must be the name of the file/],
  ['a second pick of one', (text) => text.replace('purposeful-grouping', 'providing-scaffolding'), /stands twice/],
  ['a pick from nowhere', (text) => text.replace('purposeful-grouping', 'grouping'), /no micro-credential "grouping"/],
  ['a goal from nowhere', (text) => text.replace('goal: families', 'goal: fame'), /There is no goal "fame"/],
  ['a goal that nothing serves', (text) => text.replace('goal: families', 'goal: deciding'), /No pick serves the goal/],
  [
    'a group from nowhere',
    (text) => text.replace('group: ways-to', 'group: ways-of-to'),
    /no group "ways-of-to-decide"/,
  ],
  [
    'a group of all',
    (text) => text.replace('needed: 2', 'needed: 3'),
    /:\d+: Of the 3 picks of "ways-to-decide", 3 are no/,
  ],
  ['ten megabytes', () => 'a: b\n'.repeat(2_000_000), /letters/],
])('%s is refused, and where', (_, edit, says) => {
  expect(refused(edited(edit)).join('\n')).toMatch(says)
})

test('8 to 12 are needed, from at least four stacks', () => {
  const example = (ids: readonly string[], needed?: number): MedallionExample => ({
    id: 'one',
    title: 'One',
    language: 'en',
    summary: 'One.',
    note: 'One.',
    mission: 'One. Two.',
    goals: [{ id: 'goal', name: 'Goal', text: 'One.' }],
    ...(needed === undefined ? {} : { groups: [{ id: 'some', title: 'Some', needed }] }),
    picks: ids.map((id) => ({
      micro_credential: id,
      goal: 'goal',
      mission_line: 'One.',
      ...(needed === undefined ? {} : { group: 'some' }),
    })),
  })
  const reasons = (ids: readonly string[], needed?: number) =>
    misfitsOfMedallion(example(ids, needed), known).map(({ reason }) => reason)
  const spread = known.map(({ id }) => id).toSorted()
  expect(reasons(spread.slice(0, 8))).toEqual([])
  expect(reasons(spread.slice(0, 12))).toEqual([])
  expect(reasons(spread.slice(0, 14), 12)).toEqual([])
  expect(reasons(spread.slice(0, 7)).join()).toMatch('7 micro-credentials are needed')
  expect(reasons(spread.slice(0, 13)).join()).toMatch('13 micro-credentials are needed')
  expect(reasons(spread.slice(0, 14), 13).join()).toMatch('13 micro-credentials are needed')
  const three = known.filter(({ stack }) => ['assessment', 'instruction', 'classroom-environment'].includes(stack))
  expect(reasons(three.slice(0, 12).map(({ id }) => id)).join()).toMatch('shows at least 4')
})
