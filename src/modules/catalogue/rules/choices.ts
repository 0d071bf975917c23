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

/** Choices whose name holds what was typed. */
export const choicesNear = (choices: readonly Choice[], typed: string): Choice[] =>
  choices.filter((choice) => nameOf(choice).toLowerCase().includes(typed.toLowerCase())).slice(0, MOST_NEAR)
