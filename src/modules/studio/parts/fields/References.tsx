import type { ReactNode } from 'react'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import { editValue, itemId } from '../../rules/edits.ts'
import { EMPTY_LIST } from '../../rules/fields/reading.ts'
import { ItemButtons } from '../ItemButtons.tsx'
import type { Setting } from './setting.ts'

interface Props {
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly optional: boolean
  readonly to: 'micro-credential' | 'stack'
  readonly chosen: readonly string[]
  /** Whether the file names the list at all; an optional one that was never touched stays out of it */
  readonly shown: boolean
  readonly setting: Setting
}

const offeredId = (to: Props['to']): string => `offered-${to}`

/** What is offered while somebody types a reference: once a page, since a catalogue may hold thousands. */
export function Offered({ to, setting }: Pick<Props, 'to' | 'setting'>) {
  return (
    <datalist id={offeredId(to)}>
      {setting.things[to].map((thing) => (
        <option key={thing.value} value={thing.value}>
          {thing.label}
        </option>
      ))}
    </datalist>
  )
}

/** Other things of the catalogue in an order of their own: a line each, found by typing a part of its title. */
export function References({ name, label, hint, optional, to, chosen, shown, setting }: Props) {
  const path = name.split('.')
  const things = setting.things[to]
  const titleOf = (slug: string) => things.find(({ value }) => value === slug)?.label
  return (
    <fieldset className="field" id={fieldId(name)} tabIndex={-1}>
      <legend>
        {label}
        {optional ? <span className="soft"> (optional)</span> : null}
      </legend>
      {hint ? <span className="hint">{hint}</span> : null}
      {shown ? <input type="hidden" name={`${name}.${EMPTY_LIST}`} value="" /> : null}
      {chosen.length === 0 ? null : (
        <ol className="refs">
          {chosen.map((slug, place) => {
            const at = [...path, place]
            const called = titleOf(slug) ?? (slug === '' ? `line ${place + 1}` : slug)
            return (
              <li key={`${place} ${slug}`} id={itemId(at)} data-item={at.join('.')} tabIndex={-1}>
                <span>
                  <input
                    type="text"
                    name={`${name}.${place}`}
                    id={fieldId(`${name}.${place}`)}
                    defaultValue={slug}
                    list={offeredId(to)}
                    autoComplete="off"
                    aria-label={`${label}, ${place + 1}`}
                  />
                  <span className={titleOf(slug) === undefined && slug !== '' ? 'wrong-text' : 'hint'}>
                    {titleOf(slug) ??
                      (slug === ''
                        ? 'Type a part of its title, and choose.'
                        : 'Nothing in the catalogue has this name.')}
                  </span>
                </span>
                <ItemButtons path={at} count={chosen.length} called={called} copies={false} />
              </li>
            )
          })}
        </ol>
      )}
      <p>
        <button className="button second compact" name="edit" value={editValue({ kind: 'add', path })}>
          Add {to === 'stack' ? 'a stack' : 'a micro-credential'}
          <span className="unseen"> to {label}</span>
        </button>
      </p>
    </fieldset>
  )
}

/** A few names that are always all there, in an order that can be changed. */
export function Order({
  name,
  label,
  hint,
  options,
  order,
}: {
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly order: readonly string[]
}) {
  const path = name.split('.')
  return (
    <fieldset className="field" id={fieldId(name)} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? <span className="hint">{hint}</span> : null}
      <ol className="refs">
        {order.map((each, place) => {
          const at = [...path, place]
          const words = options.find(([value]) => value === each)?.[1] ?? each
          return (
            <li key={each} id={itemId(at)} data-item={at.join('.')} tabIndex={-1}>
              <span>
                <input type="hidden" name={`${name}.${place}`} value={each} />
                {place + 1}. {words}
              </span>
              <ItemButtons path={at} count={order.length} called={words} copies={false} removes={false} />
            </li>
          )
        })}
      </ol>
    </fieldset>
  )
}
