/**
 * What buttons do to a draft, so that it can be designed without a script and without dragging: add, take out, move. A
 * button sends `up picks rubric-design`: what to do, in which list, with which item.
 */

import { isSlug } from '../../../catalogue/rules/content.ts'
import type { MedallionContent } from '../content.ts'

type List = 'goals' | 'groups' | 'picks'
export type Edit = { kind: 'add' | 'remove' | 'up' | 'down'; list: List; item: string }

const EDIT = /^(add|remove|up|down) (goals|groups|picks) ([a-z0-9-]{0,100})$/

/** What a button sent; null when it is no edit. */
export function readEdit(value: unknown): Edit | null {
  const [, kind, list, item = ''] = typeof value === 'string' ? (EDIT.exec(value) ?? []) : []
  if (kind === undefined || list === undefined) return null
  return { kind: kind as Edit['kind'], list: list as List, item }
}

/** What the button of an edit sends. To add a goal or a choice no item is named: it gets a name of its own. */
export const editValue = ({ kind, list, item = '' }: Omit<Edit, 'item'> & { item?: string }): string =>
  `${kind} ${list} ${item}`

/** The draft after an edit. What asks for nothing that can be done leaves it as it is: the very same object. */
export function applyEdit(content: MedallionContent, { kind, list, item }: Edit): MedallionContent {
  if (kind === 'add') return add(content, list, item)
  if (kind === 'remove') return remove(content, list, item)
  const step = kind === 'up' ? -1 : 1
  switch (list) {
    case 'goals':
      return { ...content, goals: moved(content.goals, ({ id }) => id === item, step) }
    case 'groups':
      return { ...content, groups: moved(content.groups, ({ id }) => id === item, step) }
    case 'picks':
      return { ...content, picks: moved(content.picks, ({ micro_credential: slug }) => slug === item, step) }
  }
}

function moved<T>(items: readonly T[], is: (item: T) => boolean, step: -1 | 1): T[] {
  const from = items.findIndex(is)
  const to = from + step
  const [item, other] = [items[from], items[to]]
  if (item === undefined || other === undefined) return [...items]
  return items.with(from, other).with(to, item)
}

/** No draft holds more; see medallionDraftShape. */
const MOST_ITEMS = 60

function add(content: MedallionContent, list: List, item: string): MedallionContent {
  if (content[list].length >= MOST_ITEMS) return content
  switch (list) {
    case 'goals':
      return { ...content, goals: [...content.goals, { id: freeName('goal', content.goals), name: '', text: '' }] }
    case 'groups':
      return {
        ...content,
        groups: [...content.groups, { id: freeName('choice', content.groups), title: '', needed: 1 }],
      }
    case 'picks': {
      if (!isSlug(item) || content.picks.some(({ micro_credential: slug }) => slug === item)) return content
      // Of one goal there is no choice.
      const [goal] = content.goals.length === 1 ? content.goals : []
      return {
        ...content,
        picks: [...content.picks, { micro_credential: item, goal: goal?.id ?? '', mission_line: '' }],
      }
    }
  }
}

function freeName(stem: string, items: readonly { id: string }[]): string {
  let figure = 1
  while (items.some(({ id }) => id === `${stem}-${figure}`)) figure += 1
  return `${stem}-${figure}`
}

/** What stood in a choice that goes is needed by everybody; what served a goal that goes waits for another. */
function remove(content: MedallionContent, list: List, item: string): MedallionContent {
  switch (list) {
    case 'goals':
      return {
        ...content,
        goals: content.goals.filter(({ id }) => id !== item),
        picks: content.picks.map((pick) => (pick.goal === item ? { ...pick, goal: '' } : pick)),
      }
    case 'groups':
      return {
        ...content,
        groups: content.groups.filter(({ id }) => id !== item),
        picks: content.picks.map(({ group, ...pick }) =>
          group === undefined || group === item ? pick : { ...pick, group },
        ),
      }
    case 'picks':
      return { ...content, picks: content.picks.filter(({ micro_credential: slug }) => slug !== item) }
  }
}
