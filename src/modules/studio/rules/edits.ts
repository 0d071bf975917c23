/**
 * What buttons do to the lists of a draft: add, remove, move, copy. The same rules serve the buttons of a plain form
 * (`name="edit" value="up:rubric.criteria.3"`) and those of a page with a script.
 */

export type EditKind = 'add' | 'remove' | 'up' | 'down' | 'copy'
export type Path = readonly (string | number)[]
/** `add` names the list, or the item after which the new one comes; the others name the item. */
export type Edit = { readonly kind: EditKind; readonly path: Path }

type Item = { readonly [key: string]: unknown }
type Found = { at: Path; list: readonly unknown[]; place: number }

/** No list of a micro-credential comes near it; a form that is pressed by a machine ends here. */
export const MOST_ITEMS = 200
const DEEPEST = 8
const EDIT = /^(add|remove|up|down|copy):([A-Za-z0-9_.-]{1,200})$/

/** What a button sent; null when it is no edit. */
export function readEdit(value: unknown): Edit | null {
  const [, kind, path] = typeof value === 'string' ? (EDIT.exec(value) ?? []) : []
  if (kind === undefined || path === undefined) return null
  const steps = path.split('.').map((step) => (/^\d{1,4}$/.test(step) ? Number(step) : step))
  return steps.length > DEEPEST || steps.includes('') ? null : { kind: kind as EditKind, path: steps }
}

/** What the button of an edit sends. */
export const editValue = ({ kind, path }: Edit): string => `${kind}:${path.join('.')}`

/** New items by the name of their list, as empty as an author finds them. Other lists hold lines of text. */
const BLANKS: Readonly<Record<string, Item>> = {
  criteria: { id: 'criterion', part: 'product', title: '', question: '', look_in: [], levels: {} },
  levels: { id: 'level', name: '' },
  prompts: { id: 'prompt', text: '', guidance: '', responses: ['text'], required: true },
  steps: { name: '', text: '' },
  research: { authors: '', year: '', title: '', venue: '', note: '', seen: false },
  resources: { title: '', by: '', kind: '', minutes: '', note: '', seen: false },
}

/** The content after an edit. What asks for nothing that can be done leaves it as it is: the very same object. */
export function applyEdit<T>(content: T, edit: Edit): T {
  const found = locate(content, edit)
  const changed = found === null ? null : change(found, edit.kind, letterOf(content))
  if (found === null || changed === null) return content
  return inStep(replace(content, found.at, changed), found, edit.kind, changed)
}

/** Where the item of an edit stands after it, so that the focus can stay with it; null when it is gone. */
export function placeAfter(content: unknown, edit: Edit): Path | null {
  const found = locate(content, edit)
  if (found === null || edit.kind === 'remove') return null
  const { at, list, place } = found
  const steps = { add: 1, copy: 1, up: -1, down: 1 }[edit.kind]
  const last = list.length - (edit.kind === 'down' ? 1 : 0)
  return [...at, Math.max(0, Math.min(place + steps, last))]
}

/** The list that an edit is about and the item in it: for an add that names the list, its last. */
function locate(content: unknown, { kind, path }: Edit): Found | null {
  const whole = valueAt(content, path)
  if (kind === 'add' && Array.isArray(whole)) return { at: path, list: whole, place: whole.length - 1 }
  const at = path.slice(0, -1)
  const place = path.at(-1)
  const list = valueAt(content, at)
  return Array.isArray(list) && typeof place === 'number' && place < list.length ? { at, list, place } : null
}

/** The prompts of a part are named by its letter: p1, a1, r1. */
const letterOf = (content: unknown): string | undefined =>
  isItem(content) && typeof content['kind'] === 'string' ? content['kind'].slice(0, 1) : undefined

function change({ at, list, place }: Found, kind: EditKind, letter: string | undefined): unknown[] | null {
  const item = list[place]
  switch (kind) {
    case 'remove':
      return list.toSpliced(place, 1)
    case 'up':
      return place === 0 ? null : list.toSpliced(place - 1, 2, item, list[place - 1])
    case 'down':
      return place === list.length - 1 ? null : list.toSpliced(place, 2, list[place + 1], item)
    case 'copy':
      return takesNoMore(at, list) ? null : list.toSpliced(place + 1, 0, copyOf(item, list))
    case 'add':
      return takesNoMore(at, list)
        ? null
        : list.toSpliced(place + 1, 0, blankFor(String(at.at(-1)), list, item, letter))
  }
}

/** An alignment is picked from a framework, so that no list of them takes an empty one, or the same one twice. */
const takesNoMore = (at: Path, list: readonly unknown[]): boolean =>
  list.length >= MOST_ITEMS || at.at(-1) === 'alignments'

/** A copy bears an id of its own (`pointed-2`), and only one level can be the required one. */
function copyOf(item: unknown, list: readonly unknown[]): unknown {
  if (!isItem(item)) return item
  const { required, ...rest } = item
  const kept = 'name' in item && required === true ? rest : item
  const { id } = item
  return typeof id === 'string' ? { ...kept, id: freeId(`${id.replace(/-\d{1,6}$/, '')}-`, 2, list) } : kept
}

/** A new criterion is for the part of the one before it; after the prompt `p4` comes `p5`. */
function blankFor(name: string, list: readonly unknown[], before: unknown, first: string | undefined): unknown {
  const blank = Object.hasOwn(BLANKS, name) ? BLANKS[name] : undefined
  if (blank === undefined) return ''
  if (!('id' in blank)) return blank
  const part = isItem(before) && 'part' in blank && 'part' in before ? { part: before['part'] } : {}
  const last = list.at(-1)
  const lastId = isItem(last) && typeof last['id'] === 'string' ? last['id'] : ''
  const [, letter, figure] = name === 'prompts' ? (/^([a-z]+)(\d{1,6})$/.exec(lastId) ?? []) : []
  const stem = letter ?? (name === 'prompts' ? first : undefined) ?? `${blank['id'] as string}-`
  return { ...blank, ...part, id: freeId(stem, Number(figure ?? 0) + 1, list) }
}

function freeId(stem: string, first: number, list: readonly unknown[]): string {
  const taken = new Set(list.map((item) => (isItem(item) ? item['id'] : undefined)))
  let figure = first
  while (taken.has(`${stem}${figure}`)) figure += 1
  return `${stem}${figure}`
}

/** A criterion holds a descriptor for each level: that of a level that goes goes with it, a copied level brings its own. */
function inStep<T>(content: T, { at, list, place }: Found, kind: EditKind, changed: readonly unknown[]): T {
  const beside = [...at.slice(0, -1), 'criteria']
  const criteria = valueAt(content, beside)
  if (at.at(-1) !== 'levels' || !Array.isArray(criteria) || !(kind === 'remove' || kind === 'copy')) return content
  const idOf = (level: unknown) => (isItem(level) ? String(level['id']) : '')
  const [gone, made] = [idOf(list[place]), idOf(changed[place + 1])]
  const follow = (criterion: unknown): unknown => {
    if (!isItem(criterion) || !isItem(criterion['levels'])) return criterion
    const all = Object.entries(criterion['levels'])
    const levels =
      kind === 'remove'
        ? all.filter(([id]) => id !== gone)
        : all.flatMap(([id, text]) =>
            id === gone ? [[id, text] as const, [made, text] as const] : [[id, text] as const],
          )
    return { ...criterion, levels: Object.fromEntries(levels) }
  }
  return replace(content, beside, criteria.map(follow))
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path; undefined where nothing does. Never anything that the content does not itself hold. */
function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Item)[step] : undefined,
    content,
  )
}

/** The content with another list at a path that `valueAt` has found. */
function replace<T>(content: T, path: Path, list: readonly unknown[]): T {
  const [step, ...rest] = path
  if (step === undefined) return list as T
  const next = replace((content as Item)[step], rest, list)
  return (Array.isArray(content) ? content.with(Number(step), next) : { ...content, [step]: next }) as T
}

/** Where an item stands on its page, for the address that a plain form leads back to. */
export const itemId = (path: Path): string => `item-${path.join('-')}`
