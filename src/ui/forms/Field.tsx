import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { fieldId } from './field-id.ts'

/** What a control must carry so that its label, hint and error belong to it. */
export interface FieldWiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** What every field takes. `error` takes the place of the hint; the person's words stay through `defaultValue`. */
export interface FieldWords {
  readonly name: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Says "(optional)" after the label; a form asks for as little as it can, so the optional ones are marked */
  readonly optional?: boolean
  /** Only when two fields of one page share a name */
  readonly id?: string | undefined
  /** A short answer: a number, a date */
  readonly short?: boolean
}

type Control<Tag extends 'input' | 'textarea' | 'select'> = Omit<
  ComponentPropsWithoutRef<Tag>,
  | keyof FieldWords
  | 'className'
  | 'style'
  | 'placeholder'
  | 'value'
  | 'checked'
  | 'children'
  | 'aria-describedby'
  | 'aria-invalid'
>

function Words({
  id,
  hint,
  error,
}: {
  readonly id: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
}) {
  if (error) {
    return (
      <span className="wrong-text" id={`${id}-error`}>
        {error}
      </span>
    )
  }
  return hint ? (
    <span className="hint" id={`${id}-hint`}>
      {hint}
    </span>
  ) : null
}

function wire(id: string, hint: ReactNode, error: string | undefined): FieldWiring {
  return {
    id,
    'aria-describedby': error ? `${id}-error` : hint ? `${id}-hint` : undefined,
    'aria-invalid': error ? true : undefined,
  }
}

const Optional = () => <span className="soft"> (optional)</span>

const shape = (error: string | undefined, short = false) => ({
  className: short ? 'field short' : 'field',
  'data-wrong': error ? '' : undefined,
})

/** Any control with its label, hint and error; hand the wiring to the control: `{(wiring) => <input {...wiring} />}`. */
export function Field(props: FieldWords & { readonly children: (wiring: FieldWiring) => ReactNode }) {
  const { name, label, hint, error, optional, short, id = fieldId(name), children } = props
  return (
    <div {...shape(error, short)}>
      <label htmlFor={id}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      {children(wire(id, hint, error))}
      <Words id={id} hint={hint} error={error} />
    </div>
  )
}

export function TextField({
  name,
  label,
  hint,
  error,
  optional,
  short = false,
  id,
  ...rest
}: FieldWords & Control<'input'>) {
  return (
    <Field {...{ name, label, hint, error, id, short }} optional={optional ?? false}>
      {(wiring) => <input type="text" {...rest} {...wiring} name={name} />}
    </Field>
  )
}

/** Grows with its text where the browser can; `rows` is the height it starts from. */
export function TextArea({
  name,
  label,
  hint,
  error,
  optional,
  short = false,
  id,
  ...rest
}: FieldWords & Control<'textarea'>) {
  return (
    <Field {...{ name, label, hint, error, id, short }} optional={optional ?? false}>
      {(wiring) => <textarea rows={4} {...rest} {...wiring} name={name} />}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}
export interface OptionGroup {
  readonly label: string
  readonly options: readonly Option[]
}

const optionOf = (option: Option) => (
  <option key={option.value} value={option.value} disabled={option.disabled}>
    {option.label}
  </option>
)

export function Select({
  name,
  label,
  hint,
  error,
  optional,
  short = false,
  id,
  options,
  ...rest
}: FieldWords & Control<'select'> & { readonly options: readonly (Option | OptionGroup)[] }) {
  return (
    <Field {...{ name, label, hint, error, id, short }} optional={optional ?? false}>
      {(wiring) => (
        <span className="select">
          <select {...rest} {...wiring} name={name}>
            {options.map((entry) =>
              'options' in entry ? (
                <optgroup key={entry.label} label={entry.label}>
                  {entry.options.map(optionOf)}
                </optgroup>
              ) : (
                optionOf(entry)
              ),
            )}
          </select>
        </span>
      )}
    </Field>
  )
}

/** One statement to tick. Sends `value` (default `on`) when ticked and nothing when not. */
export function Checkbox({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  ...rest
}: Omit<FieldWords, 'optional' | 'short'> & Omit<Control<'input'>, 'type'> & { readonly value?: string }) {
  return (
    <div {...shape(error)}>
      <label className="choice" htmlFor={id}>
        <input {...rest} {...wire(id, hint, error)} type="checkbox" name={name} />
        <span>{label}</span>
      </label>
      <Words id={id} hint={hint} error={error} />
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

interface ChoiceProps extends Omit<FieldWords, 'short'> {
  readonly choices: readonly Choice[]
  /** In one line instead of under each other: for short words only */
  readonly inline?: boolean
}

/** The first choice carries the field's id, so that a link from an error summary lands on something focusable. */
function ChoiceSet({
  props,
  type,
  chosen,
}: {
  props: ChoiceProps
  type: 'radio' | 'checkbox'
  chosen: readonly string[]
}) {
  const { name, label, hint, error, optional, id = fieldId(name), choices, inline = false } = props
  return (
    <fieldset {...shape(error)} aria-describedby={wire(id, hint, error)['aria-describedby']}>
      <legend>
        {label}
        {optional ? <Optional /> : null}
      </legend>
      <Words id={id} hint={hint} error={error} />
      <div className={inline ? 'choices' : 'choicelist'}>
        {choices.map((choice, i) => {
          const own = i === 0 ? id : `${id}-${i + 1}`
          return (
            <label key={choice.value} className={inline ? undefined : 'choice'} htmlFor={own}>
              <input
                type={type}
                id={own}
                name={name}
                value={choice.value}
                defaultChecked={chosen.includes(choice.value)}
                disabled={choice.disabled}
                aria-invalid={error ? true : undefined}
              />
              <span>
                {choice.label}
                {choice.hint ? <span className="hint">{choice.hint}</span> : null}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** Exactly one of a few; nothing is chosen unless `defaultValue` says so. */
export function RadioGroup({ defaultValue, ...props }: ChoiceProps & { readonly defaultValue?: string | undefined }) {
  return <ChoiceSet props={props} type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} />
}

/** Any number of a few: the form sends `name` once for each that is ticked. */
export function CheckboxGroup({
  defaultValues = [],
  ...props
}: ChoiceProps & { readonly defaultValues?: readonly string[] }) {
  return <ChoiceSet props={props} type="checkbox" chosen={defaultValues} />
}
