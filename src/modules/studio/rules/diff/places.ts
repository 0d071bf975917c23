/** Every place of a section at which something is written, in the order of reading. */

import type { SectionContent, Section } from '../sections.ts'
import { FIELDS, keyInWords, type Field, type Fields, type Item, type Shape } from './fields.ts'
import { likeness } from './words.ts'

type Step = string | number

export type Place = {
  readonly section: Section
  /** The same as long as the thing is the same, wherever it is moved: `prompts[p1].text` */
  readonly key: string
  /** Where it stands in the section's content now */
  readonly path: readonly Step[]
  /** In words, without the section: "Prompt p1, guidance" */
  readonly name: string
  /** The thing in a list to which it belongs, by its key and in words; null where it belongs to none */
  readonly item: { readonly key: string; readonly name: string } | null
  readonly text: string
  /** Whether the text is one of words, or a small fact that is said as a whole */
  readonly prose: boolean
  readonly matters: boolean
}

/** The things of a list in their order, by key. */
export type Row = {
  readonly key: string
  readonly name: string
  readonly keys: readonly string[]
  readonly matters: boolean
}

export type Reading = { readonly places: readonly Place[]; readonly rows: readonly Row[] }

type At = Pick<Place, 'section' | 'key' | 'path' | 'item'> & { readonly names: readonly string[] }

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)
const lines = (value: unknown): string =>
  Array.isArray(value) ? value.map(lines).join('\n') : typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/**
 * Reads a section. `earlier` is the same section as it was: a thing that is known by its words keeps the key it had
 * when only those words changed.
 */
export function readSection(section: Section, content: SectionContent, earlier: SectionContent = {}): Reading {
  const places: Place[] = []
  const rows: Row[] = []

  function readFields(fields: Fields, value: Item, old: Item, at: At): void {
    const order = [...Object.keys(fields), ...Object.keys(value).filter((key) => !(key in fields))]
    for (const key of order) {
      if (!(key in value)) continue
      const field: Field = fields[key] ?? { name: keyInWords(key), matters: false, shape: { is: 'fact', say: lines } }
      const here = { ...at, key: at.key === '' ? key : `${at.key}.${key}`, path: [...at.path, key] }
      readValue(field, value[key], old[key], here)
    }
  }

  function readValue({ name, matters, shape }: Field, value: unknown, old: unknown, at: At): void {
    const inside = (more: string | null): At => ({ ...at, names: more === null ? at.names : [...at.names, more] })
    if (shape.is === 'object' && isItem(value))
      readFields(
        shape.of,
        value,
        isItem(old) ? old : {},
        inside(at.names.length === 0 && at.path.length === 1 ? null : name),
      )
    else if (shape.is === 'levels' && isItem(value)) readLevels(value, at, matters)
    else if (shape.is === 'list' && Array.isArray(value))
      readList(shape, { name, matters }, value, Array.isArray(old) ? old : [], at)
    else
      places.push({
        section,
        key: at.key,
        path: at.path,
        item: at.item,
        name: [...at.names, name].map((each, place) => (place === 0 ? each : lower(each))).join(', '),
        text: shape.is === 'fact' && !isOdd(shape, value) ? shape.say(value) : lines(value),
        prose: shape.is === 'text',
        matters,
      })
  }

  function readLevels(value: Item, at: At, matters: boolean): void {
    const known = levelNames(content)
    const order = [...known.keys(), ...Object.keys(value).filter((id) => !known.has(id))]
    for (const id of order)
      if (id in value)
        readValue({ name: `Level ${known.get(id) ?? id}`, matters, shape: { is: 'text' } }, value[id], undefined, {
          ...at,
          key: `${at.key}[${id}]`,
          path: [...at.path, id],
        })
  }

  function readList(
    shape: Extract<Shape, { is: 'list' }>,
    { name, matters }: { name: string; matters: boolean },
    value: readonly unknown[],
    old: readonly unknown[],
    at: At,
  ): void {
    const items = value.map((item): Item => (isItem(item) ? item : { text: item }))
    const keys = keysFor(shape, items, old.filter(isItem))
    rows.push({ key: at.key, name, keys: keys.map((key) => `${at.key}[${key}]`), matters })
    for (const [place, item] of items.entries()) {
      const key = `${at.key}[${keys[place] ?? ''}]`
      const called = shape.nameOf(item, place)
      const here: At = { ...at, key, path: [...at.path, place], names: [called], item: { key, name: called } }
      const before = old.find((other): other is Item => isItem(other) && shape.keyOf(other) === keys[place]) ?? {}
      readFields(shape.of, item, before, here)
      // A thing that says nothing yet is there all the same.
      if (Object.keys(item).every((each) => each === 'id'))
        readValue({ name: 'Text', matters, shape: { is: 'text' } }, '', undefined, { ...here, key: `${key}.` })
    }
  }

  readFields(FIELDS[section], content, earlier, { section, key: '', path: [], names: [], item: null })
  return { places, rows }
}

/** Whether a fact is not of the kind its words are for, so that it is told as it is. */
const isOdd = ({ say }: Extract<Shape, { is: 'fact' }>, value: unknown): boolean =>
  say(value) === '' && lines(value) !== '' && value !== null && lines(value) !== '[]' && lines(value) !== '{}'

const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) && !/[“]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

function levelNames(content: SectionContent): Map<string, string> {
  const rubric = content['rubric']
  const levels = isItem(rubric) && Array.isArray(rubric['levels']) ? rubric['levels'].filter(isItem) : []
  return new Map(
    levels.flatMap(({ id, name }) => (typeof id === 'string' ? [[id, typeof name === 'string' ? name : id]] : [])),
  )
}

/** From this share of their words on, two things with other names are the same thing, reworded. */
const ALIKE = 0.5

function keysFor(
  { keyOf, byWords }: Extract<Shape, { is: 'list' }>,
  items: readonly Item[],
  old: readonly Item[],
): string[] {
  const keys = unique(items.map(keyOf))
  if (byWords !== true) return keys
  const before = unique(old.map(keyOf))
  const gone = new Set(before.filter((key) => !keys.includes(key)))
  return keys.map((key, place) => {
    if (before.includes(key)) return key
    const text = lines(Object.values(items[place] ?? {}))
    const [best] = [...gone]
      .map((other) => ({ other, alike: likeness(text, lines(Object.values(old[before.indexOf(other)] ?? {}))) }))
      .toSorted((a, b) => b.alike - a.alike)
    if (best === undefined || best.alike < ALIKE) return key
    gone.delete(best.other)
    return best.other
  })
}

/** A key that stands twice is told apart by how often it stood before. */
function unique(keys: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return keys.map((key) => {
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key} (${times})`
  })
}
