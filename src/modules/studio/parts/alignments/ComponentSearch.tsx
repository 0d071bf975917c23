import type { KeyboardEvent, MouseEvent } from 'react'
import { Button } from '../../../../ui/forms/Button.tsx'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import { plural } from '../../../../ui/words/words.ts'
import { Standing } from '../../../catalogue/parts/frameworks/Standing.tsx'
import { MOST_FOUND } from '../../../catalogue/rules/frameworks/edition.ts'
import { componentKey, type Component } from '../../rules/alignments.ts'
import type { ComponentsFound } from './use-components.ts'

interface Props {
  readonly search: ComponentsFound
  /** The components that are among the alignments */
  readonly aligned: ReadonlySet<string>
  /** Only where a script runs */
  readonly onPick: (component: Component) => void
}

/**
 * Finds components in all frameworks. Stands in the form of the section: without a script its buttons send the whole
 * form, so that nothing that was written is lost; with one it narrows while somebody types.
 */
export function ComponentSearch({ search: { text, found, look }, aligned, onPick }: Props) {
  const nothingSent = (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
  }
  return (
    <section className="itemlist stackgap subject oxford" aria-labelledby="find-component">
      <h2 id="find-component">Add an alignment</h2>
      <div className="field">
        <label htmlFor={fieldId('find')}>Find a component</label>
        <div className="search">
          <input
            type="search"
            id={fieldId('find')}
            name="find"
            maxLength={200}
            defaultValue={text}
            autoComplete="off"
            aria-describedby={`${fieldId('find')}-hint`}
            onInput={(event) => {
              // What is looked for is no part of the section, so the section's form need not hear of it.
              event.stopPropagation()
              look(event.currentTarget.value)
            }}
            onKeyDown={nothingSent}
          />
          <Button variant="second" name="intent" value="find">
            Find
          </Button>
        </div>
        <span className="hint" id={`${fieldId('find')}-hint`}>
          By its code, or by words of its name, its domain or its framework.
        </span>
      </div>
      <p className="small soft" aria-live="polite">
        {text.trim() === '' ? null : foundInWords(found.length)}
      </p>
      {[...Map.groupBy(found, ({ framework, edition }) => `${framework}, ${edition}`)].map(([edition, components]) => (
        <Edition key={edition} {...{ edition, components, aligned, onPick }} />
      ))}
    </section>
  )
}

function foundInWords(count: number): string {
  if (count === 0) return 'No framework here has such a component. Try fewer words.'
  return count < MOST_FOUND
    ? `${plural(count, 'component')}.`
    : `The first ${MOST_FOUND} components. One more word shows fewer.`
}

interface EditionProps extends Omit<Props, 'search'> {
  readonly edition: string
  readonly components: readonly Component[]
}

function Edition({ edition, components, aligned, onPick }: EditionProps) {
  const [first] = components
  return (
    <section className="stackgap">
      <h3>{edition}</h3>
      {first === undefined || first.verified ? null : (
        <p className="small">
          <Standing {...first} />
        </p>
      )}
      <ul>
        {components.map((component) => {
          const key = componentKey(component)
          const { code, name, statement, domain } = component
          return (
            <li key={key} className="row plain-row">
              <span>
                {code} {name}
                <span className="state">{statement === null || statement === name ? domain : statement}</span>
              </span>
              {aligned.has(key) ? (
                <span className="small soft">Aligned already</span>
              ) : (
                <Button
                  variant="second"
                  compact
                  name="pick"
                  value={key}
                  onClick={(event: MouseEvent) => {
                    event.preventDefault()
                    onPick(component)
                  }}
                >
                  Add
                  <span className="unseen">
                    {' '}
                    {code} {name}
                  </span>
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
