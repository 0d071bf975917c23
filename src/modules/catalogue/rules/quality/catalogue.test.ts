import { expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import type { CatalogueContent, MicroCredentialContent } from '../content.ts'
import { readCatalogue } from '../files.ts'
import { findingsOfCatalogue, writtenInFull } from './catalogue.ts'

const read = readCatalogue(await fixtureFiles())
if (!read.ok) throw new Error('The founding catalogue cannot be read')
const { catalogue } = read
const [first, second, third] = writtenInFull(catalogue.microCredentials)
if (first === undefined || second === undefined || third === undefined) throw new Error('There are not three')

const components = [first, second, third].flatMap(({ alignments }) =>
  alignments.map((alignment) => ({ ...alignment, verified: true })),
)
const found = (contents: MicroCredentialContent[], others: Partial<CatalogueContent> = {}): string[] =>
  findingsOfCatalogue({ ...catalogue, ...others, microCredentials: contents }, { year: 2026, components }).map(
    ({ id, path, reason }) => `${id} ${path.join('.')}: ${reason}`,
  )

test('a good catalogue is good', () => {
  expect(found([first, second, third])).toEqual([])
})

test('what stands in one is told of that one', () => {
  const worse = { ...second, competency: 'The educator understands tasks.' }
  expect(found([first, worse, third])).toEqual([
    `${second.id} competency: What the educator does can be seen: Nobody can see or hear "understands".`,
  ])
})

test('what two have in common is told of both', () => {
  const echo = `${second.why_it_matters} ${first.why_it_matters}`
  const both = found([first, { ...second, why_it_matters: echo }])
  expect(both.filter((line) => line.startsWith(`${first.id} why_it_matters: Its sentences`))).not.toEqual([])
  expect(both.filter((line) => line.startsWith(`${second.id} why_it_matters: Its sentences`))).not.toEqual([])

  const criteria = second.rubric.criteria.map((criterion, place) =>
    place === 0 ? { ...criterion, levels: first.rubric.criteria[0]?.levels ?? {} } : criterion,
  )
  const scoredAlike = found([first, { ...second, rubric: { ...second.rubric, criteria } }])
  expect(scoredAlike.filter((line) => line.includes('has the same descriptor'))).toHaveLength(8)
})

test('how all are assessed and whom they cite may be the same', () => {
  const { assessment, research, rubric } = first
  const alike = { ...second, assessment, research, rubric: { ...second.rubric, scoring_rules: rubric.scoring_rules } }
  expect(found([first, alike])).toEqual([])
})

test('what has to be earned before itself is found', () => {
  const chain = [
    { ...first, prerequisites: [second.id] },
    { ...second, prerequisites: [third.id] },
    { ...third, prerequisites: [first.id] },
  ]
  expect(found(chain)).toEqual(
    chain.map(({ id }) => `${id} prerequisites: It must be earned before itself, by way of others.`),
  )
  expect(found([chain[0] ?? first, chain[1] ?? second, third])).toEqual([])
})

test('the badge and its stacks have plain texts too', () => {
  const badge = { ...catalogue.badge, summary: 'Thirty <em>short</em> ones.' }
  const stacks = catalogue.stacks.map((stack, place) =>
    place === 0 ? { ...stack, summary: 'Six \u2014 of them.' } : stack,
  )
  expect(found([first], { badge, stacks }).join('\n')).toMatch(/badge summary: .*<e[^]*summary: It has long dashes/)
})
