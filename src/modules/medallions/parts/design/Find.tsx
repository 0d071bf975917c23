import { ChoiceFilter } from '../../../catalogue/parts/ChoiceFilter.tsx'
import type { Choice } from '../../../catalogue/rules/choices.ts'
import { isNarrowed, searchAddress, type SearchAsked } from '../../../catalogue/rules/search-address.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Field } from '../../../../ui/forms/Field.tsx'

interface Props {
  /** Of the draft */
  readonly id: string
  readonly asked: SearchAsked
  readonly choices: { readonly stacks: readonly Choice[]; readonly components: readonly Choice[] }
}

/** The id of the form of the search: its fields stand in that of the draft, and are asked by the address. */
export const FIND = 'find'

/** Looks for what a medallion may ask for; costs no words of the draft. */
export function Find({ id, asked, choices }: Props) {
  const hrefOf = (change: Partial<SearchAsked>) =>
    searchAddress({ ...asked, page: null }, change).replace('/catalogue', `/design/${id}`)
  return (
    <search className="stackgap">
      <Field name="q" label="Search the catalogue">
        {(wiring) => (
          <div className="search">
            <input type="search" name="q" form={FIND} defaultValue={asked.text} maxLength={200} {...wiring} />
            <Button variant="second" form={FIND}>
              Search
            </Button>
          </div>
        )}
      </Field>
      <div className="fields side">
        <ChoiceFilter
          name="stack"
          label="Stack"
          one="stack"
          form={FIND}
          chosen={asked.stack ?? ''}
          choices={choices.stacks}
          hrefOf={(stack) => hrefOf({ stack })}
        />
        <ChoiceFilter
          name="component"
          label="Framework component"
          one="component"
          form={FIND}
          chosen={asked.component ?? ''}
          choices={choices.components}
          hrefOf={(component) => hrefOf({ component })}
        />
      </div>
      {isNarrowed({ ...asked, page: null }) ? (
        <p>
          <a href={`/design/${id}#field-picked`}>Show the whole catalogue</a>
        </p>
      ) : null}
    </search>
  )
}
