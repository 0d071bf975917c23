import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { microCredentialShape, type MicroCredentialContent } from '../content.ts'
import { readCatalogue } from '../files.ts'
import { asWritten } from './as-written.ts'
import { writtenInFull } from './catalogue.ts'
import { checklistOf, isBlocked, type Item } from './checklist.ts'
import type { Surroundings } from './rule.ts'
import { neighboursOf } from './text/neighbours.ts'
import { textsOf } from './text/texts.ts'

const read = readCatalogue(await fixtureFiles())
const all = read.ok ? writtenInFull(read.catalogue.microCredentials) : []
const founding = (id: string): MicroCredentialContent => {
  const content = all.find((one) => one.id === id)
  if (content === undefined) throw new Error(`${id} is not there`)
  return content
}
const GOOD = founding('using-grasp-to-frame-a-task')
const OTHER = founding('rubric-design')
const surroundings: Surroundings = {
  year: 2026,
  components: all.flatMap(({ alignments }) => alignments.map((alignment) => ({ ...alignment, verified: true }))),
  neighbours: neighboursOf(all),
}

/** The content with another value at a path; what is undefined is taken away. */
function changed(content: object, path: string, to: unknown): object {
  const [key, ...rest] = path.split('.')
  const change = (inner: unknown, [step, ...further]: string[]): unknown => {
    if (step === undefined) return typeof to === 'function' ? to(inner) : to
    if (Array.isArray(inner)) return inner.map((item, place) => (String(place) === step ? change(item, further) : item))
    const held =
      typeof inner === 'object' && inner !== null ? new Map(Object.entries(inner)) : new Map<string, unknown>()
    held.set(step, change(held.get(step), further))
    return Object.fromEntries(held)
  }
  return Object(change(content, [key ?? '', ...rest]))
}
const found = (items: readonly Item[], id: string): string =>
  items
    .filter((item) => item.id === id)
    .flatMap(({ state, findings }) =>
      findings.map(({ path, reason }) => `${state} ${path.map(String).join('.')}: ${reason}`),
    )
    .join('\n')

const words = (count: number): string => Array.from({ length: count }, (_, place) => `word${place}`).join(' ')
const add = (text: string) => (list: unknown) => [...(Array.isArray(list) ? list : []), text]
const FIRST = 'rubric.criteria.0.levels'
const rated = (how: string) =>
  `The page ${how} names what is to be achieved in the task, who it is for and what will count as good in the end.`

/** A small mistake for every rule: item, where, what stands there, and what the author is told. */
const BROKEN: [item: string, path: string, to: unknown, says: RegExp][] = [
  ['complete', 'why_it_matters', undefined, /not met why_it_matters: It is missing/],
  ['complete', 'shine', 'high', /shine: "shine" is not known here/],
  ['complete', 'tags', ['\u{1f600}', '\uff01'], /tags\.1: .*different orders/],
  ['competency', 'competency', 'Teachers frame a task in six parts.', /does not begin with "The educator"/],
  [
    'competency',
    'competency',
    'Before they begin a project with a class of learners, the educator plans.',
    /does not begin/,
  ],
  ['competency', 'competency', 'The educator frames a task. It has six parts.', /not one sentence/],
  ['competency', 'competency', `The educator frames ${words(40)}.`, /has 43 words; at most 35/],
  ['competency', 'competency', '', /Nothing is written here yet/],
  ['single', 'competency', 'The educator frames a task as well as a rubric.', /"as well as" joins a second/],
  ['verbs', 'competency', 'The educator understands the six parts of a task.', /"understands"/],
  ['verbs', 'competency', 'The educator frames a task and truly values what learners say of it.', /"values"/],
  ['verbs', 'competency', 'The educator is able to frame a task in six parts.', /"is"/],
  ['verbs', 'competency', 'The educator demonstrates an understanding of tasks.', /"demonstrates an understanding"/],
  ['verbs', 'competency', 'The educator effectively frames a task.', /"effectively" praises/],
  ['verbs', 'competency', 'The educator uses best practices.', /"best practices" praises/],
  ['own-competency', 'title', OTHER.title.toUpperCase(), /"rubric-design" has the same title/],
  ['own-competency', 'competency', OTHER.competency, /"rubric-design" has the same competency/],
  ['own-words', 'summary', OTHER.summary, /not met summary: "rubric-design" says/],
  ['method', 'key_method.steps', GOOD.key_method.steps.slice(0, 2), /has 2 steps/],
  ['references', 'research', GOOD.research.slice(0, 1), /rests on 1 works/],
  ['references', 'research.0.year', 2027, /appeared in 2027/],
  ['references', 'research.0.authors', '-', /who wrote it/],
  ['references', 'research', [GOOD.research[0], GOOD.research[0]], /is named twice/],
  ['references', 'research.0.url', 'http://example.org/a', /https/],
  ['references', 'resources.0.url', 'http://example.org/a', /resources\.0\.url: .*https/],
  ['references', 'research.0.url', 'https://doi.org/10.1000/1', /is a DOI/],
  ['hours', 'hours', { min: 1, max: 3, credited: 1 }, /1 to 3 hours, not 1 to 2/],
  ['hours', 'parts.0.minutes.min', 21, /says 21 minutes here/],
  ['hours', 'minutes.read.min', 11, /add up to/],
  ['writing', 'parts.0.prompts', (list: object[]) => [...list, ...list, ...list], /prompts; at most 9/],
  ['writing', 'parts.0.prompts.0.words', { min: 400, max: 400 }, /words must be written; 450/],
  ['writing', 'parts.0.prompts.0.words', { min: 1, max: 1200 }, /words may be written; 1200/],
  ['writing', 'parts.0.prompts.0.words', undefined, /"p1" takes a text and does not say how long/],
  ['parts', 'parts', GOOD.parts.slice(1), /The parts must be product, reflection, application/],
  ['parts', 'work_order', ['product'], /work order/],
  [
    'parts',
    'parts.1.prompts',
    (list: object[]) => list.map((one) => ({ ...one, required: false })),
    /reflection has to/,
  ],
  ['without-a-class', 'parts.2.without_a_class', 'Not possible.', /application does not say/],
  ['privacy', 'parts.0.student_privacy', 'Use letters.', /product does not say/],
  ['privacy', 'parts.0.prompts.0.responses', ['image', 'video'], /"p1" can only be answered with a picture/],
  ['evidence', 'rubric.criteria.0.look_in', ['p9'], /"p9", which is no prompt/],
  ['evidence', 'rubric.criteria.0.look_in', ['a1'], /scores the product and looks in none of its prompts/],
  ['evidence', 'parts.0.prompts.1.required', false, /scored only from prompts that may be left out/],
  ['evidence', 'parts.0.prompts.0.id', 'p0', /No criterion looks in "p0"/],
  ['evidence', 'parts.0.accepted_evidence', [], /does not say what is accepted/],
  ['criteria', 'rubric.criteria.6.part', 'product', /The reflection has 1/],
  ['levels', 'rubric.levels', GOOD.rubric.levels.slice(1, 3), /With 2 levels/],
  ['levels', 'rubric.levels', (list: object[]) => [...list, ...list], /tells 8 levels apart/],
  ['levels', 'rubric.levels.2', { id: 'demonstrated', name: 'Demonstrated' }, /Exactly one level must be required/],
  ['levels', `${FIRST}.developing`, undefined, /does not describe "developing"/],
  [
    'distinct',
    `${FIRST}.developing`,
    GOOD.rubric.criteria[0]?.levels['demonstrated'],
    /two levels with the same words/,
  ],
  ['distinct', FIRST, { developing: rated('clearly'), demonstrated: rated('very clearly') }, /only in words of degree/],
  [
    'distinct',
    FIRST,
    { developing: rated('in a basic way'), demonstrated: rated('in an advanced way') },
    /only in words of/,
  ],
  ['distinct', FIRST, { developing: rated('mostly'), demonstrated: rated('') }, /only in words of degree/],
  [
    'distinct',
    FIRST,
    { developing: `A source. ${rated('')}`, demonstrated: `Five sources. ${rated('')}` },
    /only in a number/,
  ],
  ['distinct', FIRST, { developing: rated('one'), demonstrated: rated('ONE.') }, /say the same/],
  ['distinct', FIRST, GOOD.rubric.criteria[1]?.levels, /Another criterion has the same descriptor/],
  ['descriptor-length', `${FIRST}.developing`, words(14), /has 14 words/],
  ['descriptor-length', `${FIRST}.developing`, words(46), /has 46 words/],
  [
    'own-descriptors',
    `${FIRST}.developing`,
    OTHER.rubric.criteria[0]?.levels['developing'],
    /"rubric-design" has the same/,
  ],
  ['examples', 'examples.meets.text', words(119), /has 119 words, not 120 to 200/],
  ['examples', 'examples.not_quite.text', words(201), /has 201 words/],
  ['examples', 'examples.meets.scores.marked', 'developing', /below the required level in "marked"/],
  ['examples', 'examples.meets.scores.marked', undefined, /does not score "marked"/],
  ['examples', 'examples.not_quite.scores.criteria', 'not-yet', /by more than a step/],
  ['examples', 'examples.not_quite.scores.marked', 'developing', /misses 4 criteria/],
  ['boundaries', 'not_assessed_here', [], /Nothing is written here yet/],
  ['boundaries', 'common_reasons_for_not_yet', ['One.'], /There are 1 reasons/],
  ['alignments', 'alignments.0.framework', 'The Framework', /No framework here is called "The Framework"/],
  ['alignments', 'alignments.0.edition', '1996', /no edition "1996"/],
  ['alignments', 'alignments.0.code', '9z', /has no 9z/],
  ['alignments', 'alignments.0.name', 'Designing', /1e is called "Designing Coherent Instruction"/],
  ['alignments', 'alignments', [GOOD.alignments[0], GOOD.alignments[0]], /is aligned twice/],
  ['alignment-reasons', 'alignments.0.why', 'It fits.', /does not say why 1e/],
  ['plain-text', 'summary', 'You see <b>this</b>.', /summary: .*<b/],
  ['plain-text', 'aliases', add('[GRASP](https://example.org)'), /aliases\.6: /],
  ['plain-text', 'summary', 'Tasks &amp; parts.', /&amp;/],
  ['finished', 'minutes_note', 'TBD', /"TBD" is still to be written/],
  [
    'signs',
    'summary',
    'You \u201csee\u201d it \u2014 here\u2026',
    /curly double quotes, long dashes and the sign of three/,
  ],
  [
    'signs',
    'parts.0.prompts.0.text',
    'the learner\u2019s task',
    /parts\.0\.prompts\.0\.text: It has curly single quotes/,
  ],
  ['reading', 'why_it_matters', `${'extraordinarily complicated '.repeat(25)}`, /It asks for grade/],
  ['european-elements', 'assessment.participation', '', /form of participation/],
  ['european-elements', 'hours.credited', undefined, /notional workload/],
  ['application-elements', 'alignments', [], /to which framework/],
  [
    'application-elements',
    'parts',
    GOOD.parts.map((part) => ({ ...part, prompts: part.prompts.map((one) => ({ ...one, responses: ['text'] })) })),
    /takes anything but typed words/,
  ],
]

const checklistIds = checklistOf(GOOD, surroundings).map(({ id }) => id)

test('a good one is good in every item that a program can decide', () => {
  const items = checklistOf(GOOD, surroundings)
  expect(items.filter(({ state }) => state === 'not met')).toEqual([])
  expect(isBlocked(items)).toBe(false)
  expect(items.filter(({ state, findings }) => (state === 'met') !== (findings.length === 0))).toEqual([])
})

test.each(BROKEN)('%s: %s', (id, path, to, says) => {
  const broken = checklistOf(changed(GOOD, path, to), surroundings)
  expect(found(broken, id)).toMatch(says)
  const item = broken.find((one) => one.id === id)
  expect(item?.state).toBe('not met')
  expect(isBlocked(broken)).toBe(broken.some(({ blocking, state }) => blocking && state === 'not met'))
})

test.each([
  "The educator uses Dr. Smith's protocol to look at work, e.g. drafts.",
  "At a project's end, the educator judges what each learner knows and understands by now: alone.",
  'The educator asks what learners value, and uses their knowledge in a task.',
])('a sound competency is let be: %s', (competency) => {
  const items = checklistOf({ ...GOOD, competency }, surroundings)
  expect(items.filter(({ id, state }) => ['competency', 'verbs'].includes(id) && state !== 'met')).toEqual([])
})

test('every item has been seen to fail, and says why and what to do', () => {
  const items = checklistOf(GOOD, surroundings)
  const seen = new Set(BROKEN.map(([id]) => id))
  // Only people decide it.
  expect(items.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['by-eye'])
  for (const { title, why, advice } of items) for (const text of [title, why, advice]) expect(text).toMatch(/\S{2}/)
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
})

test('what only a person can decide is asked, and keeps nothing from being published', () => {
  const looked = (path: string, to: unknown, id: string) =>
    found(checklistOf(changed(GOOD, path, to), surroundings), id)
  expect(looked('title', GOOD.title, 'by-eye')).toContain('look competency: ')
  expect(looked('research.0.seen', false, 'references')).toContain('look research.0.seen: Nobody had')
  expect(looked('resources.0.seen', 'Only the abstract.', 'references')).toContain('Only the abstract.')
  expect(looked('language', 'de', 'reading')).toContain('look language')
  expect(looked('language', 'de', 'verbs')).toContain('look competency')
  expect(looked(FIRST, { developing: rated('seven'), demonstrated: rated('cited') }, 'distinct')).toContain('one word')
  const steps = 'The educator sorts answers, writes plans, asks learners, and shows results.'
  expect(looked('competency', steps, 'single')).toContain('seems to name 4 things')
  const unverified = {
    ...surroundings,
    components: surroundings.components.map((one) => ({ ...one, verified: false })),
  }
  expect(found(checklistOf(GOOD, unverified), 'alignments')).toContain('Nobody has compared 1e')
})

test('a draft with nothing in it has a checklist too, and nothing in it is met by being empty', () => {
  const items = checklistOf({ id: 'new-one', version: '1.0.0' }, surroundings)
  expect(isBlocked(items)).toBe(true)
  const empty = items.filter(({ state }) => state === 'not met').map(({ id }) => id)
  expect(empty).toEqual(expect.arrayContaining(['competency', 'references', 'hours', 'parts', 'privacy', 'levels']))
  expect(empty).toEqual(expect.arrayContaining(['distinct', 'evidence', 'examples', 'european-elements', 'reading']))
})

test('whatever stands where, there is a checklist', () => {
  const places = textsOf(GOOD).flatMap(({ path }) =>
    path.map((_, end) =>
      path
        .slice(0, end + 1)
        .map(String)
        .join('.'),
    ),
  )
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, '', [], {}, ['a'], 0, -1))
  const edits = fc.array(fc.tuple(fc.constantFrom(...places), odd), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(edits, (all) => {
      const content = all.reduce<object>((inner, [path, to]) => changed(inner, path, to), GOOD)
      const items = checklistOf(content, surroundings)
      expect(items.map(({ id }) => id)).toEqual(checklistIds)
      expect(items.every(({ state, findings }) => (state === 'met') === (findings.length === 0))).toBe(true)
      expect(microCredentialShape.safeParse(content).success || isBlocked(items)).toBe(true)
    }),
    { numRuns: 30 },
  )
  for (const value of [[], {}, { parts: [null] }]) expect(isBlocked(checklistOf(value, surroundings))).toBe(true)
})

test('a content that is complete is read as it is', () => {
  for (const content of all) expect(asWritten(content)).toEqual(content)
})
