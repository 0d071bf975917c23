/** What a list can be narrowed to, as people choose it. */

import { componentKey } from './search.ts'

/** `count`: how many it would leave. Choices of one `group` stand together. */
export type Choice = { readonly value: string; readonly label: string; readonly count: number; readonly group?: string }

/** What a choice is called where its group is not seen. */
export const nameOf = ({ label, group }: Choice): string => (group === undefined ? label : `${label}, ${group}`)

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The value of the choice that was made by its value or by its name; what is neither stays as it was typed. */
export function valueOf(choices: readonly Choice[], typed: string | null): string | null {
  if (typed === null) return null
  const made =
    choices.find(({ value }) => value === typed) ??
    choices.find((choice) => same(nameOf(choice), typed)) ??
    choices.find(({ label }) => same(label, typed))
  return made?.value ?? typed
}

const MOST_NEAR = 8

/** Choices whose name holds what was typed; those first whose own words do, not those of their group. */
export function choicesNear(choices: readonly Choice[], typed: string): Choice[] {
  const holds = (text: string) => text.toLowerCase().includes(typed.toLowerCase())
  const near = choices.filter((choice) => holds(nameOf(choice)))
  return [...near.filter(({ label }) => holds(label)), ...near.filter(({ label }) => !holds(label))].slice(0, MOST_NEAR)
}

/** Of several badges, the stacks of each stand together. */
export function stackChoices(
  names: readonly { slug: string; title: string; badge: { slug: string; title: string } | null }[],
): Choice[] {
  const several = new Set(names.map(({ badge }) => badge?.slug)).size > 1
  return names.map(({ slug, title, badge }) => ({
    value: slug,
    label: title,
    count: 0,
    ...(several ? { group: badge?.title ?? 'Of no badge' } : {}),
  }))
}

export const componentChoice = (component: {
  framework: string
  edition: string
  code: string
  name: string
}): Choice => ({
  value: componentKey(component),
  label: `${component.code} ${component.name}`,
  count: 0,
  group: `${component.framework}, ${component.edition}`,
})

/** The choices with how many each would leave; those that would leave nothing only where it helps, or when chosen. */
export const withCounts = (
  choices: readonly Choice[],
  counts: ReadonlyMap<string, number>,
  chosen: string | null,
  all: boolean,
): Choice[] =>
  choices
    .map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 }))
    .filter(({ value, count: left }) => all || left > 0 || value === chosen)

/** "2" before "10" */
export const inOrder = new Intl.Collator('en', { numeric: true })
export const byGroup = (a: Choice, b: Choice): number =>
  inOrder.compare(a.group ?? '', b.group ?? '') || inOrder.compare(a.label, b.label)
