import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import type { MedallionContent } from '../content.ts'
import { designText, fieldName, fieldOf, orderedDesign, readDesign } from './form.ts'

/** The fields that the designer draws for a draft, as a browser sends them. */
function fieldsOf({ title, monogram, summary, mission, goals, groups, picks }: MedallionContent): FormData {
  const form = new FormData()
  const put = (name: string, value: string) => form.append(name, value.replaceAll('\n', '\r\n'))
  for (const [name, value] of Object.entries({ title, monogram, summary, mission })) put(name, value)
  for (const { id, ...goal } of goals) {
    put('goals', id)
    for (const [name, value] of Object.entries(goal)) put(fieldName('goals', id, name), value)
  }
  for (const { micro_credential: slug } of picks.toSorted((a, b) => (a.micro_credential < b.micro_credential ? -1 : 1)))
    put('pick', slug)
  for (const { micro_credential: slug, goal, mission_line, group = '', when = '' } of picks) {
    put('picks', slug)
    for (const [name, value] of Object.entries({ goal, mission_line, group, when }))
      put(fieldName('picks', slug, name), value)
  }
  for (const { id, title: named, needed } of groups) {
    put('groups', id)
    put(fieldName('groups', id, 'title'), named)
    put(fieldName('groups', id, 'needed'), String(needed))
  }
  return form
}

const words = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\r', ''))
const drafts = fc
  .record({
    slugs: fc.shuffledSubarray([...PICKS]),
    texts: fc.array(words, { minLength: 8, maxLength: 8 }),
    goals: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ slugs, texts, goals }): MedallionContent => {
    const base = medallionOf(slugs, slugs.length > 3 ? [{ needed: 1, of: 2 }] : [])
    return {
      ...base,
      title: texts[0] ?? '',
      mission: texts[1] ?? '',
      goals: Array.from({ length: goals }, (_, n) => ({ id: `goal-${n}`, name: texts[2] ?? '', text: texts[3] ?? '' })),
      picks: base.picks.map((pick, n) => ({
        ...pick,
        goal: `goal-${n % goals}`,
        mission_line: texts[n % 8] ?? '',
        ...(n % 3 === 0 && texts[4] !== '' ? { when: texts[4] } : {}),
      })),
    }
  })

test('a draft that is drawn and sent back says what it said, in its order', () => {
  fc.assert(
    fc.property(drafts, (content) => {
      expect(designText(readDesign(fieldsOf(content), content))).toBe(designText(content))
    }),
  )
})

test('a tick adds at the end, no tick takes out, and what has no field stays', () => {
  const content = orderedDesign({ ...medallionOf(PICKS.slice(0, 3)), note: 'For others.', id: 'mine' })
  const form = fieldsOf(content)
  form.append('pick', PICKS[5])
  form.delete('pick')
  for (const slug of [PICKS[5], PICKS[2], PICKS[0]]) form.append('pick', slug)
  const read = readDesign(form, content)
  expect(read.picks.map((pick) => pick.micro_credential)).toEqual([PICKS[0], PICKS[2], PICKS[5]])
  // Of one goal there is no choice.
  expect(read.picks.at(-1)).toEqual({ micro_credential: PICKS[5], goal: 'needed', mission_line: '' })
  expect(read).toMatchObject({ note: 'For others.', id: 'mine', language: 'en' })
})

test('what is no form of a draft says little, and what is no figure asks for none', () => {
  const content = medallionOf(PICKS.slice(0, 4), [{ needed: 1, of: 2 }])
  const form = fieldsOf(content)
  form.set(fieldName('groups', 'choice-1', 'needed'), 'two')
  expect(readDesign(form, content).groups).toEqual([{ id: 'choice-1', title: '1 of 2', needed: 0 }])
  expect(readDesign(new FormData(), content)).toMatchObject({ title: '', goals: [], groups: [], picks: [] })
})

test('a broken rule leads to the field in which it is mended', () => {
  const content = medallionOf(PICKS.slice(0, 4), [{ needed: 1, of: 2 }])
  expect(fieldOf(content, ['title'])).toBe('title')
  expect(fieldOf(content, ['picks'])).toBe('picked')
  expect(fieldOf(content, ['picks', 1, 'goal'])).toBe(`picks.${PICKS[1]}.goal`)
  expect(fieldOf(content, ['picks', 1, 'micro_credential'])).toBe(`pick.${PICKS[1]}`)
  expect(fieldOf(content, ['groups', 0, 'needed'])).toBe('groups.choice-1.needed')
  expect(fieldOf(content, ['goals', 0])).toBe('goals.needed.name')
})
