import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { misfitsOf } from './checks.ts'
import { isOutline, partKinds, type MicroCredentialContent } from './content.ts'
import { readCatalogue } from './files.ts'
import {
  criteriaOf,
  criterionNumbers,
  inWorkOrder,
  levelOrder,
  meetsRequired,
  openPrompts,
  requiredLevel,
} from './rubric.ts'

const read = readCatalogue(await fixtureFiles())
if (!read.ok) throw new Error('the founding catalogue must be sound')
const full = read.catalogue.microCredentials.filter((content): content is MicroCredentialContent => !isOutline(content))
const anyContent = fc.constantFrom(...full)
const withCriteria = anyContent.chain((content) =>
  fc.tuple(
    fc.constant(content),
    fc.subarray(content.rubric.criteria.map(({ id }) => id)),
    fc.subarray(content.rubric.criteria.map(({ id }) => id)),
  ),
)

describe('meeting what is required', () => {
  test('a criterion is met from the required level upward, and by nothing else', () => {
    fc.assert(
      fc.property(anyContent, fc.nat(), fc.nat(), (content, c, l) => {
        const criterion = content.rubric.criteria[c % content.rubric.criteria.length]
        const level = content.rubric.levels[l % content.rubric.levels.length]
        const order = levelOrder(content)
        expect(meetsRequired(content, criterion?.id ?? '', level?.id ?? '')).toBe(
          order.indexOf(level?.id ?? '') >= order.indexOf(requiredLevel(content).id),
        )
      }),
    )
  })

  test('nobody meets a criterion or reaches a level that the rubric does not have', () => {
    const [content] = full
    if (content === undefined) throw new Error('nothing is written in full')
    expect(meetsRequired(content, 'unknown', 'distinguished')).toBe(false)
    expect(meetsRequired(content, content.rubric.criteria[0]?.id ?? '', 'excellent')).toBe(false)
  })
})

describe('what a next attempt opens', () => {
  test('exactly the prompts that an open criterion looks in', () => {
    fc.assert(
      fc.property(withCriteria, ([content, open]) => {
        const prompts = openPrompts(content, open).map(({ id }) => id)
        const named = content.rubric.criteria.filter(({ id }) => open.includes(id)).flatMap(({ look_in }) => look_in)
        expect(new Set(prompts)).toEqual(new Set(named))
        expect(prompts.length).toBe(new Set(prompts).size)
      }),
    )
  })

  test('more open criteria never close a prompt', () => {
    fc.assert(
      fc.property(withCriteria, ([content, some, others]) => {
        const more = openPrompts(content, [...some, ...others])
        expect(openPrompts(content, some).every((prompt) => more.includes(prompt))).toBe(true)
      }),
    )
  })

  test.each(full.map((content) => [content.id, content] as const))(
    '%s: with everything open, every prompt, in work order',
    (_, content) => {
      expect(
        openPrompts(
          content,
          content.rubric.criteria.map(({ id }) => id),
        ),
      ).toEqual(inWorkOrder(content).flatMap(({ prompts }) => prompts))
      expect(openPrompts(content, [])).toEqual([])
    },
  )
})

test.each(full.map((content) => [content.id, content] as const))(
  '%s: parts share the criteria between them, numbered without a gap',
  (_, content) => {
    const numbers = criterionNumbers(content)
    expect([...numbers.values()]).toEqual(content.rubric.criteria.map((_criterion, place) => place + 1))
    expect(partKinds.flatMap((kind) => criteriaOf(content, kind)).length).toBe(numbers.size)
  },
)

describe('a sound micro-credential, broken in one place, is found out', () => {
  type Break = (content: MicroCredentialContent, pick: number) => void
  const at = <T>(list: readonly T[], pick: number): T => {
    const item = list[pick % list.length]
    if (item === undefined) throw new Error('an empty list')
    return item
  }
  const breaks: Record<string, [Break, RegExp]> = {
    'a criterion looks in no prompt': [
      ({ rubric }, n) => void (at(rubric.criteria, n).look_in = ['x9']),
      /"x9", which is no prompt/,
    ],
    'a level is not described': [
      ({ rubric }, n) => void delete at(rubric.criteria, n).levels[at(rubric.levels, n).id],
      /does not describe/,
    ],
    'a level too many is described': [
      ({ rubric }, n) => void (at(rubric.criteria, n).levels['great'] = 'Words.'),
      /which the rubric does not have/,
    ],
    'two levels have the same words': [
      ({ rubric }, n) => {
        const { levels } = at(rubric.criteria, n)
        levels['developing'] = levels['demonstrated'] ?? ''
      },
      /two levels with the same words/,
    ],
    'no level is required': [
      ({ rubric }) => rubric.levels.forEach((level) => delete level.required),
      /Exactly one level/,
    ],
    'two levels are required': [
      ({ rubric }) => rubric.levels.forEach((level) => (level.required = true)),
      /Exactly one level/,
    ],
    'the lowest level is required': [
      ({ rubric }) =>
        rubric.levels.forEach((level, place) => (place === 0 ? (level.required = true) : delete level.required)),
      /lowest level/,
    ],
    'a criterion stands twice': [
      ({ rubric }, n) => void rubric.criteria.push(structuredClone(at(rubric.criteria, n))),
      /stands twice/,
    ],
    'a part is missing': [({ parts }) => void parts.pop(), /each once/],
    'a prompt stands twice': [
      ({ parts }, n) => void at(parts, n).prompts.push(structuredClone(at(at(parts, n + 1).prompts, n))),
      /stands twice/,
    ],
    'a part takes longer than it says': [({ parts }, n) => void (at(parts, n).minutes.max += 5), /under minutes/],
    'the minutes do not add up': [({ minutes }) => void (minutes.read.min += 1), /add up to 61/],
    'the hours are not the minutes': [({ hours }) => void (hours.max += 1), /hours\.max/],
    'a prompt is never scored': [
      ({ parts }, n) => void at(parts, n).prompts.push({ ...structuredClone(at(at(parts, n).prompts, 0)), id: 'z1' }),
      /No criterion looks in "z1"/,
    ],
    'the example that meets does not': [
      ({ examples }, n) => void (examples.meets.scores[at(Object.keys(examples.meets.scores), n)] = 'developing'),
      /below the required level/,
    ],
    'the example that misses meets': [
      ({ examples }) =>
        Object.keys(examples.not_quite.scores).forEach((id) => (examples.not_quite.scores[id] = 'distinguished')),
      /must be below/,
    ],
    'an alignment stands twice': [
      ({ alignments }, n) => void alignments.push(structuredClone(at(alignments, n))),
      /aligned twice/,
    ],
    'two tags have no one order': [({ tags }) => void tags.push('well done 😀', 'well done ！'), /different orders/],
  }

  test('tags with letters of every kind are sound as long as they part elsewhere', () => {
    const [content] = full
    for (const tags of [
      ['a 😀', 'b ！'],
      ['😀', '😀'],
      ['😀', '🎓', 'é'],
      ['！', 'ﬀ'],
      ['😀', '😀！'],
    ])
      expect(misfitsOf({ ...at([content], 0), tags } as MicroCredentialContent)).toEqual([])
  })

  test.each(Object.entries(breaks))('%s', (_, [break_, says]) => {
    fc.assert(
      fc.property(anyContent, fc.nat({ max: 50 }), (content, pick) => {
        const broken = structuredClone(content)
        break_(broken, pick)
        expect(misfitsOf(content)).toEqual([])
        expect(misfitsOf(broken).map(({ reason }) => reason)).toContainEqual(expect.stringMatching(says))
      }),
      { numRuns: 20 },
    )
  })
})
