/** The form of the designer: its fields are named after the goal, the choice or the micro-credential that they speak of. */

import type { BrokenRule } from '../broken/rule.ts'
import type { MedallionContent } from '../content.ts'

type Fields = Pick<FormData, 'get' | 'getAll'>

/** `picks.rubric-design.goal` */
export const fieldName = (list: 'goals' | 'groups' | 'picks', item: string, field: string): string =>
  `${list}.${item}.${field}`

const words = (fields: Fields, name: string): string => {
  const value = fields.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

const names = (fields: Fields, name: string): string[] => [
  ...new Set(fields.getAll(name).filter((value) => typeof value === 'string')),
]

/**
 * The draft that the fields say. The ticks decide what is picked: what was there keeps its place, and what is new stands
 * at the end. What the form has no field for stays as it was.
 */
export function readDesign(fields: Fields, before: MedallionContent): MedallionContent {
  const ticked = names(fields, 'pick')
  const listed = names(fields, 'picks')
  const order = [...listed.filter((slug) => ticked.includes(slug)), ...ticked.filter((slug) => !listed.includes(slug))]
  const goals = names(fields, 'goals').map((id) => ({
    id,
    name: words(fields, fieldName('goals', id, 'name')),
    text: words(fields, fieldName('goals', id, 'text')),
  }))
  // Of one goal there is no choice.
  const only = goals.length === 1 ? (goals[0]?.id ?? '') : ''
  return orderedDesign({
    ...before,
    title: words(fields, 'title'),
    monogram: words(fields, 'monogram'),
    summary: words(fields, 'summary'),
    mission: words(fields, 'mission'),
    goals,
    groups: names(fields, 'groups').map((id) => ({
      id,
      title: words(fields, fieldName('groups', id, 'title')),
      needed: figure(words(fields, fieldName('groups', id, 'needed'))),
    })),
    picks: order.map((slug) => ({
      micro_credential: slug,
      goal: words(fields, fieldName('picks', slug, 'goal')) || only,
      mission_line: words(fields, fieldName('picks', slug, 'mission_line')),
      group: words(fields, fieldName('picks', slug, 'group')),
      when: words(fields, fieldName('picks', slug, 'when')),
    })),
  })
}

/** Nobody needs more of a choice than this; what is no figure asks for none, and the rules say so. */
const figure = (text: string): number => (/^\d{1,2}$/.test(text.trim()) ? Number(text) : 0)

/** The same draft with its keys in one order and nothing empty that may be left out: two that say the same are one text. */
export const orderedDesign = ({ note, goals, groups, picks, ...rest }: MedallionContent): MedallionContent => ({
  id: rest.id,
  title: rest.title,
  language: rest.language,
  monogram: rest.monogram,
  summary: rest.summary,
  mission: rest.mission,
  ...(note === undefined || note === '' ? {} : { note }),
  goals: goals.map(({ id, name, text }) => ({ id, name, text })),
  groups: groups.map(({ id, title, needed }) => ({ id, title, needed })),
  picks: picks.map(({ micro_credential, goal, mission_line, group = '', when = '' }) => ({
    micro_credential,
    goal,
    mission_line,
    ...(group === '' ? {} : { group }),
    ...(when === '' ? {} : { when }),
  })),
})

export const designText = (content: MedallionContent): string => JSON.stringify(orderedDesign(content))

/** The name of the field in which a broken rule is mended. */
export function fieldOf({ goals, groups, picks }: MedallionContent, path: BrokenRule['path']): string {
  const [list, place, field] = path
  if (typeof place !== 'number') return list === 'picks' ? 'picked' : String(list)
  if (list === 'goals') return fieldName('goals', goals[place]?.id ?? '', String(field ?? 'name'))
  if (list === 'groups') return fieldName('groups', groups[place]?.id ?? '', String(field ?? 'needed'))
  const slug = picks[place]?.micro_credential ?? ''
  return field === 'micro_credential' ? `pick.${slug}` : fieldName('picks', slug, String(field ?? 'mission_line'))
}
