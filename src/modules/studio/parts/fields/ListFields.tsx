import type { ReactNode } from 'react'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import { editValue, itemId } from '../../rules/edits.ts'
import type { ListField } from '../../rules/fields/field.ts'
import { EMPTY_LIST } from '../../rules/fields/reading.ts'
import type { SectionContent } from '../../rules/sections.ts'
import { ItemButtons } from '../ItemButtons.tsx'

interface Props {
  readonly field: ListField
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly items: readonly SectionContent[]
  /** The fields of one item; `within` is its place, with a point at its end */
  readonly children: (item: SectionContent, within: string) => ReactNode
}

const firstOf = (...texts: unknown[]): string =>
  texts.find((text): text is string => typeof text === 'string' && text !== '') ?? ''

/** The items of a list, each with the buttons that move, copy and remove it, and one at the end that adds another. */
export function ListFields({ field, name, label, hint, items, children }: Props) {
  const path = name.split('.')
  const One = `${field.one.slice(0, 1).toUpperCase()}${field.one.slice(1)}`
  return (
    <section className="itemlist stackgap" aria-labelledby={`${fieldId(name)}-title`}>
      <div>
        <h2 id={`${fieldId(name)}-title`}>
          <span id={fieldId(name)} tabIndex={-1}>
            {label}
          </span>
        </h2>
        {hint ? <p className="hint">{hint}</p> : null}
      </div>
      <input type="hidden" name={`${name}.${EMPTY_LIST}`} value="" />
      {items.map((item, place) => {
        const at = [...path, place]
        const called = `${field.one} ${firstOf(item['id'], item['name'], item['title']) || String(place + 1)}`
        return (
          <section
            key={`${name}.${firstOf(item['id']) || String(place)}`}
            className="card stackgap"
            id={itemId(at)}
            data-item={at.join('.')}
            tabIndex={-1}
            aria-label={called}
          >
            <div className="cardhead">
              <h3>
                {One} {firstOf(item['id']) || String(place + 1)}
              </h3>
              <ItemButtons path={at} count={items.length} called={called} />
            </div>
            <div className="fields">{children(item, `${name}.${place}.`)}</div>
          </section>
        )
      })}
      {items.length === 0 ? <p className="soft">None yet.</p> : null}
      <p>
        <button className="button second compact" name="edit" value={editValue({ kind: 'add', path })}>
          Add {/^[aeiou]/.test(field.one) ? 'an' : 'a'} {field.one}
        </button>
      </p>
    </section>
  )
}
