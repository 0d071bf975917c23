import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { medallionOf } from '#test/factories/medallions/designed.ts'
import { brokenRules } from './broken.ts'
import type { BrokenRule, Known } from './broken/rule.ts'
import { medallionShape, type MedallionContent } from './content.ts'
import { tidyDraft } from './designing/reading.ts'

const slugs = Array.from({ length: 30 }, (_, n) => `pick-${n}`)
const known: Known = slugs.map((slug, n) => ({
  slug,
  title: `Pick ${n}`,
  state: n === 28 ? 'retired' : n === 29 ? 'outline' : 'published',
  retiredBecause: n === 28 ? 'There is a better one.' : null,
}))
const medallion = (count: number, choices: Parameters<typeof medallionOf>[1] = []) =>
  medallionOf(slugs.slice(0, count), choices)
const told = (content: MedallionContent) => brokenRules(content, known)
const rules = (content: MedallionContent) => told(content).map(({ rule }) => rule)
const edited = (edit: Partial<MedallionContent>): MedallionContent => ({ ...medallion(8), ...edit })
const withPick = (edit: Partial<MedallionContent['picks'][number]>): MedallionContent =>
  edited({ picks: medallion(8).picks.map((pick, place) => (place === 3 ? { ...pick, ...edit } : pick)) })
const [goal] = medallion(8).goals

test('eight to twelve are needed, and there may be choices among them', () => {
  for (const count of [8, 9, 10, 11, 12]) expect(told(medallion(count))).toEqual([])
  expect(told(medallion(14, [{ needed: 2, of: 4 }]))).toEqual([])
  expect(
    told(
      medallion(24, [
        { needed: 1, of: 8 },
        { needed: 2, of: 8 },
      ]),
    ),
  ).toEqual([])
})

describe('each broken rule says what is wrong and how to mend it', () => {
  test.each<[string, MedallionContent, BrokenRule['rule'], RegExp, RegExp]>([
    ['no title', edited({ title: ' ' }), 'title_missing', /no title/, /name/],
    ['no mission', edited({ mission: '' }), 'mission_missing', /not written/, /two or three sentences/],
    ['no summary', edited({ summary: '' }), 'summary_missing', /no summary/, /whom/],
    ['no monogram', edited({ monogram: '' }), 'monogram', /no monogram/, /one to three letters/],
    ['a long monogram', edited({ monogram: 'MINT' }), 'monogram', /"MINT"/, /one to three letters/],
    ['a monogram of figures', edited({ monogram: 'A1' }), 'monogram', /"A1"/, /one to three letters/],
    ['nothing', edited({ picks: [], goals: [] }), 'too_few', /Nothing is picked/, /Add 8 picks/],
    ['seven', medallion(7), 'too_few', /asks for 7 .* 8 to 12/, /Add one pick\./],
    ['thirteen', medallion(13), 'too_many', /asks for 13 .* 8 to 12/, /Take out one pick.*"two of three"/],
    ['too few with a choice', medallion(9, [{ needed: 1, of: 3 }]), 'too_few', /asks for 7/, /out of a choice/],
    ['25 listed', medallion(25, [{ needed: 4, of: 17 }]), 'listed', /25 .* listed/, /24 at most.*take out 1/],
    ['one twice', withPick({ micro_credential: 'pick-1' }), 'pick_twice', /Pick 1 is picked twice/, /one of the two/],
    ['one from nowhere', withPick({ micro_credential: 'fame' }), 'pick_unknown', /"fame"/, /pick another/],
    ['a retired one', withPick({ micro_credential: 'pick-28' }), 'pick_retired', /a better one\)/, /Pick another/],
    ['an outline', withPick({ micro_credential: 'pick-29' }), 'pick_outline', /still being written/, /Pick another/],
    ['a pick without a goal', withPick({ goal: '' }), 'pick_without_goal', /Pick 3 serves no goal/, /Choose the goal/],
    ['a goal from nowhere', withPick({ goal: 'fame' }), 'pick_without_goal', /Pick 3/, /Choose the goal/],
    ['a pick without a line', withPick({ mission_line: '\n' }), 'pick_without_line', /Pick 3/, /one line/],
    ['a choice that is gone', withPick({ group: 'gone' }), 'pick_without_choice', /gone/, /another choice/],
    ['no goals', edited({ goals: [] }), 'goals_missing', /no goal yet/, /at least one goal/],
    [
      'seven goals',
      edited({ goals: Array.from({ length: 7 }, (_, n) => ({ id: `goal-${n}`, name: 'Goal', text: '' })) }),
      'goals_many',
      /7 goals/,
      /Keep the 6/,
    ],
    [
      'a goal without a name',
      edited({ goals: [{ id: 'needed', name: '', text: 'Text.' }] }),
      'goal_without_name',
      /Goal 1/,
      /few words/,
    ],
    [
      'a goal that nothing serves',
      edited({ goals: [...(goal ? [goal] : []), { id: 'fame', name: 'Fame', text: '' }] }),
      'goal_unserved',
      /"Fame"/,
      /remove the goal/,
    ],
    ['a goal twice', edited({ goals: goal ? [goal, goal] : [] }), 'goal_twice', /"needed"/, /Remove one/],
    [
      'nine choices',
      edited({ groups: Array.from({ length: 9 }, (_, n) => ({ id: `c-${n}`, title: 'C', needed: 1 })) }),
      'choices_many',
      /9 choices/,
      /Keep 8/,
    ],
    [
      'an empty choice',
      edited({ groups: [{ id: 'some', title: 'Some', needed: 1 }] }),
      'choice_empty',
      /"Some" holds no picks/,
      /remove it/,
    ],
    ['a choice of none', medallion(11, [{ needed: 0, of: 3 }]), 'choice_of_none', /none of its picks/, /one of them/],
    ['a choice of all', medallion(11, [{ needed: 3, of: 3 }]), 'choice_of_all', /nothing to choose/, /2 at most/],
    ['a choice of more', medallion(11, [{ needed: 4, of: 3 }]), 'choice_of_all', /asks for 4.*3 picks/, /2 picks more/],
    ['a choice of one', medallion(9, [{ needed: 1, of: 1 }]), 'choice_of_all', /nothing to choose/, /another pick/],
    [
      'a choice without a title',
      { ...medallion(11, [{ needed: 1, of: 4 }]), groups: [{ id: 'choice-1', title: '', needed: 1 }] },
      'choice_without_title',
      /Choice 1/,
      /chosen from/,
    ],
    [
      'a choice twice',
      { ...medallion(10, [{ needed: 1, of: 3 }]), groups: Array(2).fill({ id: 'choice-1', title: 'T', needed: 1 }) },
      'choice_twice',
      /"choice-1"/,
      /Remove one/,
    ],
    ['a long title', edited({ title: 'x'.repeat(81) }), 'too_long', /81 letters/, /80 letters/],
    ['a long line', withPick({ mission_line: 'x'.repeat(401) }), 'too_long', /401 letters/, /400 letters/],
    ['a script', withPick({ mission_line: '<script>alert(1)</script>' }), 'not_plain', /code/, /plain words/],
    ['a link that runs', edited({ mission: 'javascript:alert(1)' }), 'not_plain', /code/, /plain words/],
    ['an unprintable sign', edited({ summary: 'One\u0000two.' }), 'not_plain', /printed/, /plain words/],
  ])('%s', (_, content, rule, sentence, mend) => {
    const found = told(content).find((one) => one.rule === rule)
    expect(found?.sentence).toMatch(sentence)
    expect(found?.mend).toMatch(mend)
    // They are read aloud, one after the other.
    expect(`${found?.sentence} ${found?.mend}`).toMatch(/^[A-Z\d“"].*[.] [A-Z].*[.]$/)
  })

  test('and where it is', () => {
    expect(told(withPick({ goal: '' })).map(({ path }) => path)).toEqual([['picks', 3, 'goal']])
    expect(told(medallion(11, [{ needed: 3, of: 3 }])).map(({ path }) => path)).toEqual([['groups', 0, 'needed']])
  })
})

const text = fc.oneof(fc.constantFrom('', ' ', 'A text.', '<b>', 'x'.repeat(2500)), fc.string())
const draft: fc.Arbitrary<MedallionContent> = fc.record({
  id: fc.constant(''),
  title: text,
  language: fc.constant('en'),
  monogram: fc.constantFrom('', 'A', 'ABC', 'ÄÖ', '12', 'ABCD'),
  summary: text,
  mission: text,
  goals: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), name: text, text }), { maxLength: 8 }),
  groups: fc.array(fc.record({ id: fc.constantFrom('g', 'h'), title: text, needed: fc.integer({ min: 0, max: 99 }) }), {
    maxLength: 10,
  }),
  picks: fc.array(
    fc.record(
      {
        micro_credential: fc.constantFrom(...slugs, 'fame'),
        goal: fc.constantFrom('', 'a', 'b', 'z'),
        mission_line: text,
        group: fc.constantFrom('g', 'h', 'z'),
        when: text,
      },
      { requiredKeys: ['micro_credential', 'goal', 'mission_line'] },
    ),
    { maxLength: 30 },
  ),
})

test('whatever breaks no rule has the shape of what is published, and nothing throws', () => {
  fc.assert(
    fc.property(draft, (content) => {
      if (told(content).length > 0) return
      medallionShape.parse({ ...tidyDraft(content), id: 'a' })
    }),
    { numRuns: process.env['DEEP'] ? 10_000 : 200 },
  )
  // Few random drafts are whole: one thing is changed in a whole one instead.
  const change = fc.record({
    place: fc.constantFrom(...(Object.keys(medallion(8)) as (keyof MedallionContent)[])),
    draft,
  })
  fc.assert(
    fc.property(change, fc.integer({ min: 8, max: 12 }), ({ place, draft: other }, count) => {
      const content = { ...medallion(count), [place]: other[place] } as MedallionContent
      const shape = medallionShape.safeParse({ ...tidyDraft(content), id: 'a' })
      if (rules(content).length === 0) expect(shape.success).toBe(true)
      if (!shape.success) expect(rules(content)).not.toEqual([])
    }),
    { numRuns: process.env['DEEP'] ? 10_000 : 300 },
  )
})
