/** What an edit did, in words that are read out to who cannot see it. */

import { placeAfter, type Edit, type Path } from './edits.ts'

const NAMES: Readonly<Record<string, string>> = {
  criteria: 'Criterion',
  levels: 'Level',
  prompts: 'Prompt',
  steps: 'Step',
  research: 'Source',
  resources: 'Resource',
  alignments: 'Alignment',
}
const DID = { add: 'added', copy: 'copied', up: 'moved up', down: 'moved down', remove: 'removed' } as const

/** "Criterion “Time and a task” moved up, now 3 of 8." Empty when nothing was done. */
export function editInWords(before: unknown, edit: Edit, after: unknown): string {
  if (before === after) return ''
  const at = placeAfter(before, edit)
  const listPath = at === null ? edit.path.slice(0, -1) : at.slice(0, -1)
  const name = NAMES[String(listPath.at(-1))] ?? 'Line'
  const count = countAt(after, listPath)
  const called = edit.kind === 'add' ? '' : titleAt(before, edit.path)
  const title = called === '' ? name : `${name} “${called}”`
  if (at === null) return `${title} removed, ${count === 0 ? 'none left' : `${count} left`}.`
  return `${title} ${DID[edit.kind]}, now ${Number(at.at(-1)) + 1} of ${count}.`
}

const valueAt = (content: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    content,
  )

function countAt(content: unknown, path: Path): number {
  const list = valueAt(content, path)
  return Array.isArray(list) ? list.length : 0
}

/** What an item is called: its title or name, or the id that stands for it on the page. */
function titleAt(content: unknown, path: Path): string {
  const item = valueAt(content, path)
  if (typeof item === 'string') return item
  const { title, name, id } = (item ?? {}) as Record<string, unknown>
  return [title, name, id].find((each): each is string => typeof each === 'string' && each.trim() !== '') ?? ''
}
