import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { isOutline } from '../../catalogue/rules/content.ts'
import { readCatalogue } from '../../catalogue/rules/files.ts'
import { inWorkOrder, requiredLevel } from '../../catalogue/rules/rubric.ts'
import { previewOf } from './preview.ts'
import { joinSections, SECTIONS, splitContent } from './sections.ts'

const read = readCatalogue(await fixtureFiles())
if (!read.ok) throw new Error('the founding catalogue must be sound')
const full = read.catalogue.microCredentials.filter((content) => !isOutline(content))

/** Takes a value out of an object wherever it stands, by chance. */
function worn(value: unknown, wear: () => boolean): unknown {
  if (Array.isArray(value)) return value.flatMap((item) => (wear() ? [] : [worn(item, wear)]))
  if (typeof value !== 'object' || value === null) return wear() ? '' : value
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (wear() ? [] : [[key, worn(inner, wear)]])))
}

test('what is written in full is shown as it is', () => {
  for (const content of full) expect(previewOf(content)).toEqual(content)
})

test('of any draft there is all that the pages need', () => {
  fc.assert(
    fc.property(fc.constantFrom(...full), fc.infiniteStream(fc.nat(9)), (content, chance) => {
      const wear = () => chance.next().value === 0
      const shown = previewOf(worn(content, wear) as object)
      expect(requiredLevel(shown).name).not.toBe('')
      expect(
        inWorkOrder(shown)
          .map(({ kind }) => kind)
          .toSorted(),
      ).toEqual(['application', 'product', 'reflection'])
      for (const { kind, prompts } of shown.parts) {
        expect(prompts).not.toHaveLength(0)
        expect(shown.rubric.criteria.some(({ part }) => part === kind)).toBe(true)
      }
      for (const { levels } of shown.rubric.criteria)
        for (const { id } of shown.rubric.levels) expect(levels[id]).toMatch(/\S/)
    }),
  )
})

test('a draft of which nothing is written says so in every place', () => {
  const empty = joinSections('micro-credential', splitContent('micro-credential', {}), { id: 'new', version: '1.0.0' })
  expect(SECTIONS).toHaveLength(10)
  const { title, competency, parts, rubric } = previewOf(empty)
  for (const text of [title, competency, parts[0]?.title, parts[0]?.prompts[0]?.text, rubric.criteria[0]?.title])
    expect(text).toMatch(/^\[.*\]$/)
})
