/**
 * Reads a section from a form or from JSON that came from outside. Whatever comes, the result has the shape of the
 * section: what does not belong there is left out, and what is missing is empty.
 */

import { BADGE_FIELDS, STACK_FIELDS } from './collections.ts'
import type { Field, Fields } from './field.ts'
import { MICRO_CREDENTIAL_FIELDS } from './micro-credential.ts'
import type { Section, SectionContent } from '../sections.ts'

export const fieldsOf = (section: Section): Fields =>
  section === 'stack' ? STACK_FIELDS : section === 'badge' ? BADGE_FIELDS : MICRO_CREDENTIAL_FIELDS[section]

/** In letters: of one text, and of a section as it is kept. The longest section of the founding catalogue has 15,000. */
export const LONGEST_TEXT = 20_000
const LONGEST_SECTION = 300_000
const MOST_ITEMS = 200
const MOST_ENTRIES = 5000
const LARGEST_NUMBER = 1e9

export type ReadSection =
  | { ok: true; content: SectionContent }
  /**
   * too_long: a text of more than 20,000 letters, or all together more than can be kept; too_many: a list of over 200.
   * `content` is all that came, so that it can be shown again.
   */
  | { ok: false; reason: 'too_long' | 'too_many'; content: SectionContent }

type Refusal = Extract<ReadSection, { ok: false }>['reason']

/** The section that a JSON value says. */
export function tidySection(section: Section, value: unknown): ReadSection {
  const wrong = new Set<Refusal>()
  const content = tidyFields(fieldsOf(section), value, wrong)
  if (JSON.stringify(content).length > LONGEST_SECTION) wrong.add('too_long')
  const [reason] = wrong
  return reason === undefined ? { ok: true, content } : { ok: false, reason, content }
}

/** The section that the fields of a form say, in which `steps.1.text` is the text of the second step. */
export function readForm(section: Section, entries: Iterable<readonly [string, unknown]>): ReadSection {
  const root: Nest = new Map()
  let read = 0
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || !NAME.test(name)) continue
    read += 1
    if (read > MOST_ENTRIES) break
    put(root, name.split('.'), value)
  }
  const { content, ...said } = tidySection(section, plain(root))
  return read > MOST_ENTRIES ? { ok: false, reason: 'too_many', content } : { ...said, content }
}

/** The one text of a section's content, whoever wrote it: two contents are the same when their texts are. */
export const textOf = (content: SectionContent): string => JSON.stringify(content)

type Nest = Map<string, Nest | string[]>
const NAME = /^[a-z0-9_-]{1,60}(\.[a-z0-9_-]{1,60}){0,7}$/

function put(nest: Nest, [step = '', ...rest]: string[], value: string): void {
  const held = nest.get(step)
  if (rest.length === 0) {
    if (Array.isArray(held)) held.push(value)
    else if (held === undefined) nest.set(step, [value])
    return
  }
  if (Array.isArray(held)) return
  const inner: Nest = held ?? new Map()
  nest.set(step, inner)
  put(inner, rest, value)
}

/** In a form, `tags._` says that there is a list of tags, though it may be empty. */
export const EMPTY_LIST = '_'

/** Items of a list come in the order of their numbers; a name without a prototype cannot reach anything else. */
function plain(nest: Nest | string[]): unknown {
  if (Array.isArray(nest)) return nest.length === 1 ? nest[0] : nest
  const entries = [...nest].filter(([step]) => step !== EMPTY_LIST)
  if (nest.size > 0 && entries.every(([step]) => /^\d{1,4}$/.test(step)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => plain(inner))
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries.map(([k, v]) => [k, plain(v)])))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

function tidyFields(fields: Fields, value: unknown, wrong: Set<Refusal>): SectionContent {
  const entries = Object.entries(fields).flatMap(([key, field]) => {
    const given = own(value, key)
    const tidied = tidy(field, given, wrong)
    const left = field.optional && (Array.isArray(tidied) ? given === undefined : isEmpty(tidied))
    return left ? [] : [[key, tidied] as const]
  })
  return Object.fromEntries(entries)
}

/** Whether nothing is said: nothing that an author would miss. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.every(isEmpty)) ||
  (isObject(value) && Object.values(value).every(isEmpty))

function tidy(field: Field, value: unknown, wrong: Set<Refusal>): unknown {
  switch (field.kind) {
    case 'line':
    case 'text':
    case 'ref':
      return words(value, wrong)
    case 'choice':
    case 'kept':
      return field.numbers ? number(value) : words(value, wrong)
    case 'lines':
      return few(list(value), wrong).flatMap((each) =>
        words(each, wrong)
          .split('\n')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      )
    case 'choices':
      return among(field.options, list(value))
    case 'refs':
      return few(list(value), wrong).map((each) => words(each, wrong).trim())
    case 'order':
      return among(field.options, [...list(value), ...field.options.map(([option]) => option)])
    case 'number':
      return number(value)
    case 'flag':
      return value === true || last(value) === 'yes'
    case 'seen': {
      const said = typeof value === 'boolean' ? (value ? 'yes' : 'no') : words(value, wrong).trim()
      return said === 'yes' ? true : said === 'no' || said === '' ? false : said
    }
    case 'record':
      return record(value, wrong)
    case 'group':
      return tidyFields(field.fields, value, wrong)
    case 'list':
      return few(list(value), wrong).map((item) => tidyFields(field.fields, item, wrong))
  }
}

const last = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value)

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** Those that are offered, each once, in the order given. */
const among = (options: readonly (readonly [string, string])[], given: readonly unknown[]): string[] => [
  ...new Set(given.flatMap((each) => options.flatMap(([option]) => (option === each ? [option] : [])))),
]

function few(items: unknown[], wrong: Set<Refusal>): unknown[] {
  if (items.length > MOST_ITEMS) wrong.add('too_many')
  return items
}

/** Without what no database keeps: the letter zero, and halves of letters. */
function words(value: unknown, wrong: Set<Refusal>): string {
  const given = last(value)
  if (typeof given !== 'string') return ''
  if (given.length > LONGEST_TEXT) wrong.add('too_long')
  return given
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
}

function number(value: unknown): number | null {
  const given = last(value)
  const read = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  return typeof read === 'number' && Math.abs(read) <= LARGEST_NUMBER ? read + 0 : null
}

/** In the order of the names, since the database keeps none. Names that say nothing are left out. */
function record(value: unknown, wrong: Set<Refusal>): Record<string, string> {
  if (!isObject(value)) return {}
  const entries = Object.entries(value)
    .filter(([key]) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))
    .map(([key, said]) => [key, words(said, wrong)] as const)
    .filter(([, said]) => said.trim() !== '')
  if (entries.length > MOST_ITEMS) wrong.add('too_many')
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
