import { Field, Select, type Option, type OptionGroup } from '../../../ui/forms/Field.tsx'
import { plural } from '../../../ui/words/words.ts'
import { nameOf, type Choice } from '../rules/choices.ts'

interface Props {
  readonly name: string
  readonly label: string
  /** "stack", "component": what one of the choices is */
  readonly one: string
  /** The value of the choice that is made, or what was typed; '' for none */
  readonly chosen: string
  readonly choices: readonly Choice[]
  readonly hrefOf: (value: string) => string
  /** The id of the form that it belongs to, where it stands in another */
  readonly form?: string
}

/** Up to so many, a list can be looked through. */
const LONG = 120
const MOST_SHOWN = 24

/**
 * A filter with counts. A short one is a list to choose from; of a long one the most used choices are links, folded
 * away, and the others are found by typing.
 */
export function ChoiceFilter(props: Props) {
  const { name, label, chosen, choices, form } = props
  if (choices.length > LONG) return <LongFilter {...props} />
  const known = choices.some(({ value }) => value === chosen)
  const entries = [...Map.groupBy(choices, ({ group }) => group)].flatMap(([group, list]): (Option | OptionGroup)[] => {
    const options = list.map((choice) => ({ value: choice.value, label: `${choice.label} (${choice.count})` }))
    return group === undefined ? options : [{ label: group, options }]
  })
  return (
    <Select
      name={name}
      label={label}
      defaultValue={chosen}
      form={form}
      options={[
        { value: '', label: 'Any' },
        ...(known || chosen === '' ? [] : [{ value: chosen, label: `${chosen} (0)` }]),
        ...entries,
      ]}
    />
  )
}

function LongFilter({ name, label, one, chosen, choices, hrefOf, form }: Props) {
  const mostUsed = choices.toSorted((a, b) => b.count - a.count)
  const made = choices.find(({ value }) => value === chosen)
  return (
    <div className="stackgap">
      <Field name={name} label={label} hint={`Type to choose one of ${plural(choices.length, one)}; empty for any.`}>
        {(wiring) => (
          <>
            <input
              type="text"
              name={name}
              list={`${name}-choices`}
              defaultValue={made === undefined ? chosen : nameOf(made)}
              maxLength={200}
              autoComplete="off"
              form={form}
              {...wiring}
            />
            <datalist id={`${name}-choices`}>
              {mostUsed.map((choice) => (
                <option key={choice.value} value={nameOf(choice)}>
                  {choice.count}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <details className="mostused">
        <summary>The {MOST_SHOWN} most used</summary>
        <ul className="small">
          {mostUsed.slice(0, MOST_SHOWN).map((choice) => (
            <li key={choice.value}>
              <a href={hrefOf(choice.value)}>{nameOf(choice)}</a> <span className="count">({choice.count})</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
