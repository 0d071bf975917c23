import { expect, test } from 'vitest'
import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import { readCatalogue } from '#src/modules/catalogue/rules/files.ts'
import { inOneLine } from '#src/modules/catalogue/rules/yaml.ts'
import { unlikeTheFounding } from './founding.ts'
import { missingElements, sampleCredentials } from './issued.ts'
import { contentProblems, type Content } from './problems.ts'

// Every rule about one micro-credential is seen to fail beside it (catalogue/rules/quality); here are those of the whole.

const medallions = await readContentFolder('content/pbl/medallions')
const CONTENT: Content = {
  catalogue: await readContentFolder('content/pbl'),
  medallions: medallions.map(({ path, text }) => ({ path: `medallions/${path}`, text })),
  frameworks: await readContentFolder('content/frameworks'),
}
const read = readCatalogue(CONTENT.catalogue)
if (!read.ok) throw new Error(read.problems.map(inOneLine).join('\n'))
const { catalogue } = read

const problems = (content: Partial<Content>): string[] =>
  contentProblems({ ...CONTENT, ...content }, 2026).map(inOneLine)

test('what is wrong is told with its file and line, all of it at once', { timeout: 60_000 }, () => {
  const edits: Record<string, (text: string) => string> = {
    'badge.yaml': (text) => text.replace(/summary: >-\n.*/, 'summary: >-\n  It \u201cis\u201d good.'),
    'micro-credentials/public-product.yaml': (text) =>
      text.replace(/code: 3c, name: [^,}]*/, 'code: 3c, name: Engaging').replace('title: ', 'title: The '),
    'micro-credentials/rubric-design.yaml': (text) =>
      text.replace(/^ +not-yet: >-\n(?: +.*\n)+?(?= +developing:)/m, '        not-yet: Nothing.\n'),
  }
  const edited = CONTENT.catalogue.map(({ path, text }) => ({ path, text: edits[path]?.(text) ?? text }))
  const told = problems({
    catalogue: edited,
    medallions: [
      { path: 'medallions/a.yaml', text: 'id: a' },
      ...CONTENT.medallions
        .slice(0, 1)
        .map(({ path, text }) => ({ path, text: text.replace(/^title: /m, 'title: The\u2014') })),
    ],
  })
  expect(
    told.filter((line) => !/^(badge|medallions|micro-credentials\/(public-product|rubric-design))/.test(line)),
  ).toEqual([])
  expect(told.join('\n')).toMatch(/^badge\.yaml:\d+: summary: It has curly double quotes/m)
  expect(told.join('\n')).toMatch(/public-product\.yaml:\d+: alignments\.\d+: .*3c is called "Engaging Students/)
  expect(told.join('\n')).toMatch(/rubric-design\.yaml:\d+: rubric\.criteria\.0\.levels\.not-yet: .*It has 1 words/)
  expect(told).toContain('medallions/a.yaml:1: title is missing.')
  expect(told.at(-1)).toMatch(/^medallions\/.+\.yaml: title: It has long dashes/)
})

test('what cannot be read is told first', () => {
  expect(problems({ catalogue: [{ path: 'badge.yaml', text: 'id: one' }] })).toContain(
    'badge.yaml:1: title is missing.',
  )
  expect(problems({ frameworks: [{ path: 'a.yaml', text: 'id: a' }] })).toContain('a.yaml:1: name is missing.')
  expect(problems({ medallions: CONTENT.medallions.slice(0, 1) })).toEqual([
    'medallions: There are 1 to start from, not two.',
  ])
})

test('what makes it the founding catalogue is held', () => {
  const reasons = (other: Partial<typeof catalogue>) =>
    unlikeTheFounding({ ...catalogue, ...other }).map(({ id, reason }) => `${id}: ${reason}`)
  const [stack, ...stacks] = catalogue.stacks
  const [one, ...rest] = catalogue.microCredentials
  if (stack === undefined || one === undefined || 'status' in one) throw new Error('There is nothing to change')
  const { why_it_matters: _, ...outline } = one
  const withOne = (other: object) => ({ microCredentials: [{ ...one, ...other }, ...rest] })
  const { rubric, research } = one

  expect(reasons({})).toEqual([])
  expect(reasons({ stacks })).toEqual([`${catalogue.badge.id}: It has 4 stacks, not 5.`])
  expect(reasons({ stacks: [{ ...stack, micro_credentials: ['a', 'b'] }, ...stacks] })).toEqual([
    `${stack.id}: It has 2 micro-credentials, not 6.`,
  ])
  expect(reasons(withOne({ ...outline, status: 'outline' }))).toEqual([
    `${one.id}: It is an outline still, and not written in full.`,
  ])
  expect(reasons(withOne({ rubric: { ...rubric, levels: rubric.levels.slice(1) } }))).toEqual([
    `${one.id}: It has 3 levels, not 4.`,
  ])
  expect(reasons(withOne({ rubric: { ...rubric, criteria: rubric.criteria.slice(0, 5) } }))).toEqual([
    `${one.id}: It has 5 criteria, not 6 to 8.`,
  ])
  expect(reasons(withOne({ research: [...research, ...research, ...research] })).join()).toMatch(/works, not 2 to 5/)
  expect(reasons(withOne({ summary: 'You organise colours.' }))).toEqual([
    `${one.id}: "organise" is spelled in another way in these texts.`,
  ])
  expect(reasons(withOne({ research: [...research.slice(0, 1), { ...research[1], title: 'On Behaviour' }] }))).toEqual(
    [],
  )
})

test('each of the eleven elements is missed where it is not', () => {
  const credential = [...sampleCredentials(catalogue).values()][0]
  if (credential === undefined) throw new Error('There is no credential')
  const text = JSON.stringify(credential)
  const missingAfter = (cut: (text: string) => string): string[] => {
    expect(cut(text)).not.toBe(text)
    return missingElements(JSON.parse(cut(text)))
  }
  const without = (term: string) => missingAfter((all) => all.replace(`**${term}**: `, ''))
  expect(missingElements(credential)).toEqual([])
  expect(missingAfter((all) => all.replace(/"identifier":\[.*?\],/, ''))).toEqual(['the identity of the learner'])
  expect(missingAfter((all) => all.replace(/("type":\["Achievement"\],)"name":".*?",/, '$1'))).toEqual(['the title'])
  expect(without('Country of the issuer')).toEqual(['the country of the issuer'])
  expect(missingAfter((all) => all.replaceAll(/"addressCountryCode":"US"/g, '"a":1'))).toEqual([
    'the country of the issuer',
  ])
  expect(
    missingAfter((all) =>
      all.replace('"name":"The publisher","url":"https://credentials.example","address"', '"address"'),
    ),
  ).toEqual(['the awarding body'])
  expect(missingAfter((all) => all.replace('"awardedDate"', '"date"'))).toEqual(['the date of issuing'])
  expect(missingAfter((all) => all.replace('"criteria":{', '"other":{'))).toContain('the learning outcomes')
  expect(missingAfter((all) => all.replace('"creditsEarned"', '"credits"'))).toEqual(['the workload'])
  expect(without('Workload')).toEqual(['the workload'])
  expect(without('Level')).toEqual(['the level'])
  expect(without('Type of assessment')).toEqual(['the type of assessment'])
  expect(without('Form of participation')).toEqual(['the form of participation'])
  expect(without('Quality assurance')).toEqual(['the type of quality assurance'])
  expect(missingElements(null)).toHaveLength(11)
})
