/** What a list can be narrowed to, as people choose it. */

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
