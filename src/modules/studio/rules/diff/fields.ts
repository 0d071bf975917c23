/**
 * What a draft is made of, in words for people: the name of every place where something can be written, and whether it
 * matters to somebody under way that it changed. Whatever is not named here is told by its key, never left out.
 */

import type { Section } from '../sections.ts'

export type Field = {
  readonly name: string
  /** Whether a change here matters to who works on it now */
  readonly matters: boolean
  readonly shape: Shape
}

export type Shape =
  /** A text, or a list of short ones with a line each */
  | { readonly is: 'text' }
  /** One small thing, said as a whole */
  | { readonly is: 'fact'; readonly say: (value: unknown) => string }
  | { readonly is: 'object'; readonly of: Fields }
  /** Things that have a name: `keyOf` is what they are known by, `nameOf` what they are called */
  | {
      readonly is: 'list'
      readonly keyOf: (item: Item) => string
      readonly nameOf: (item: Item, place: number) => string
      /** Known by words that may be reworded: such things are also recognised by what else they say */
      readonly byWords?: true
      readonly of: Fields
    }
  /** A descriptor for each level */
  | { readonly is: 'levels' }

export type Item = Readonly<Record<string, unknown>>
export type Fields = Readonly<Record<string, Field>>

const said = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const fact = (name: string, matters: boolean, say: (value: unknown) => string = said): Field => ({
  name,
  matters,
  shape: { is: 'fact', say },
})
const text = (name: string, matters = false): Field => ({ name, matters, shape: { is: 'text' } })
const object = (name: string, of: Fields): Field => ({ name, matters: false, shape: { is: 'object', of } })

const words = (value: unknown): string => (Array.isArray(value) ? value.map(said).join(', ') : '')
const yesOrNo = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : said(value))
const span =
  (unit: string) =>
  (value: unknown): string => {
    const { min, max, credited } = (value ?? {}) as Item
    const range = `${said(min) || '?'} to ${said(max) || '?'} ${unit}`
    return credited === undefined ? range : `${range}, ${said(credited) || '?'} credited`
  }

const minutes = (name: string): Field => fact(name, true, span('minutes'))

const list = (
  name: string,
  matters: boolean,
  known: Omit<Extract<Shape, { is: 'list' }>, 'is' | 'of'>,
  of: Fields,
): Field => ({ name, matters, shape: { is: 'list', ...known, of } })

/** "Prompt p1", or its place where it has no name yet. */
const named =
  (what: string, ...keys: string[]) =>
  (item: Item, place: number): string =>
    `${what} ${keys.map((key) => said(item[key])).find((name) => name !== '') ?? String(place + 1)}`
const quoted =
  (what: string, ...keys: string[]) =>
  (item: Item, place: number): string => {
    const name = keys.map((key) => said(item[key])).find((each) => each !== '')
    return name === undefined ? `${what} ${place + 1}` : `${what} “${name}”`
  }
const byKey =
  (key: string) =>
  (item: Item): string =>
    said(item[key])

const part: Fields = {
  title: text('Title'),
  purpose: text('Purpose', true),
  minutes: minutes('Minutes'),
  prompts: list(
    'Prompts',
    true,
    { keyOf: byKey('id'), nameOf: named('Prompt', 'id') },
    {
      text: text('Text', true),
      guidance: text('Guidance', true),
      responses: fact('Ways to answer', true, words),
      words: fact('Words', true, (value) => (value === undefined ? '' : span('words')(value))),
      required: fact('Must be answered', true, yesOrNo),
    },
  ),
  accepted_evidence: text('Accepted evidence', true),
  without_a_class: text('Without a class', true),
  student_privacy: text('Students’ privacy', true),
}

const example: Fields = {
  title: text('Title'),
  text: text('Text'),
  why: text('Why'),
  scores: fact('Scores', false, (value) =>
    Object.entries((value ?? {}) as Item)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([criterion, level]) => `${criterion}: ${said(level)}`)
      .join('; '),
  ),
}

const TITLES: Record<Section, string> = {
  about: 'About',
  method: 'The key method',
  sources: 'Research and resources',
  time: 'Time and work',
  product: 'Product',
  application: 'Application',
  reflection: 'Reflection',
  rubric: 'Rubric',
  alignments: 'Alignments',
  examples: 'Examples',
  stack: 'The stack',
  badge: 'The badge',
}

export const titleOf = (section: Section): string => TITLES[section]

export const FIELDS: Record<Section, Fields> = {
  about: {
    title: text('Title'),
    aliases: text('Other names'),
    stack: fact('Stack', false),
    language: fact('Language', false),
    competency: text('Competency', true),
    summary: text('Summary'),
    why_it_matters: text('Why it matters'),
    not_assessed_here: text('What is not assessed here', true),
    validity: fact('Runs out after', true, (value) => {
      const months = said(((value ?? {}) as Item)['months'])
      return months === '' ? '' : `${months} months`
    }),
    prerequisites: fact('Earn first', false, words),
    helpful_before: fact('Helpful before it', false, words),
    tags: fact('Tags', false, words),
  },
  method: {
    key_method: object('The key method', {
      name: text('Name'),
      in_short: text('In short', true),
      steps: list(
        'Steps',
        true,
        { keyOf: byKey('name'), nameOf: quoted('Step', 'name'), byWords: true },
        {
          name: text('Name', true),
          text: text('Text', true),
        },
      ),
    }),
  },
  sources: {
    research: list(
      'Research',
      false,
      { keyOf: byKey('title'), nameOf: quoted('Research', 'title'), byWords: true },
      {
        authors: text('Authors'),
        year: fact('Year', false),
        title: text('Title'),
        venue: text('Where published'),
        doi: fact('DOI', false),
        url: fact('Address', false),
        note: text('Note'),
        seen: fact('In hand', false, yesOrNo),
      },
    ),
    resources: list(
      'Resources',
      false,
      { keyOf: byKey('title'), nameOf: quoted('Resource', 'title'), byWords: true },
      {
        title: text('Title'),
        by: text('By'),
        kind: text('Kind'),
        url: fact('Address', false),
        minutes: fact('Minutes', false),
        note: text('Note'),
        seen: fact('In hand', false, yesOrNo),
      },
    ),
  },
  time: {
    hours: fact('Hours', true, span('hours')),
    minutes: object('Minutes', {
      read: minutes('Reading'),
      product: minutes('Product'),
      application: minutes('Application'),
      reflection: minutes('Reflection'),
      check_and_submit: minutes('Checking and submitting'),
      total: minutes('In all'),
    }),
    minutes_note: text('Note on the minutes', true),
    work_order: fact('Order of the work', true, words),
    assessment: object('Assessment', {
      type: text('How it is assessed', true),
      participation: text('How one takes part', true),
      individual: fact('Each person alone', true, yesOrNo),
      team_note: text('Note for teams', true),
    }),
  },
  product: part,
  application: part,
  reflection: part,
  rubric: {
    rubric: object('Rubric', {
      levels: list(
        'Levels',
        true,
        { keyOf: byKey('id'), nameOf: quoted('Level', 'name', 'id') },
        {
          name: text('Name', true),
          required: fact('Required level', true, yesOrNo),
        },
      ),
      scoring_rules: text('Rules of scoring', true),
      criteria: list(
        'Criteria',
        true,
        { keyOf: byKey('id'), nameOf: quoted('Criterion', 'title', 'id') },
        {
          part: fact('Part', true),
          title: text('Title', true),
          question: text('Question', true),
          look_in: fact('Scored from', true, words),
          levels: { name: 'Levels', matters: true, shape: { is: 'levels' } },
        },
      ),
    }),
  },
  alignments: {
    alignments: list(
      'Alignments',
      false,
      {
        keyOf: ({ framework, edition, code }) => `${said(framework)} ${said(edition)} ${said(code)}`,
        nameOf: ({ framework, code, name }, place) =>
          `Alignment ${[framework, code, name].map(said).filter(Boolean).join(' ') || place + 1}`,
      },
      {
        framework: fact('Framework', false),
        edition: fact('Edition', false),
        code: fact('Code', false),
        name: text('Name'),
        why: text('Why'),
        basis: text('Who says so'),
        identifier: fact('CASE identifier', false),
        url: fact('CASE address', false),
      },
    ),
  },
  examples: {
    examples: object('Examples', {
      meets: object('The example that meets it', example),
      not_quite: object('The example that does not quite', example),
    }),
    common_reasons_for_not_yet: text('Common reasons for “not yet”'),
  },
  stack: {
    title: text('Title'),
    numeral: fact('Numeral', false),
    figure: fact('Figure', false),
    ink: fact('Ink', false),
    salt: fact('Spread of the emblems', false),
    language: fact('Language', false),
    summary: text('Summary'),
    note: text('Note'),
    micro_credentials: fact('Micro-credentials', true, words),
  },
  badge: {
    title: text('Title'),
    letter: fact('Letters in the middle', false),
    aliases: text('Other names'),
    language: fact('Language', false),
    license: fact('Licence', false),
    summary: text('Summary'),
    description: text('Description'),
    source_note: text('Note on its sources'),
    stacks: fact('Stacks', true, words),
  },
}

/** A key that nobody named, as words. */
export const keyInWords = (key: string): string => {
  const spaced = key.replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
