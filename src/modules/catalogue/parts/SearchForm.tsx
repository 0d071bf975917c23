import { Button } from '../../../ui/forms/Button.tsx'
import { CheckboxGroup, Field } from '../../../ui/forms/Field.tsx'
import { shortHours } from '../../../ui/words/words.ts'
import type { Choice } from '../rules/choices.ts'
import { searchAddress, type SearchAsked } from '../rules/search-address.ts'
import { ChoiceFilter } from './ChoiceFilter.tsx'

interface Props {
  readonly asked: SearchAsked
  /** Beside each how many it would leave with the other filters as they are */
  readonly choices: {
    readonly stacks: readonly Choice[]
    readonly components: readonly Choice[]
    readonly hours: readonly { readonly hours: number; readonly count: number }[]
  }
}

/** Words and filters of the catalogue. */
export function SearchForm({ asked, choices }: Props) {
  return (
    <search>
      <form className="filters line" action="/catalogue">
        <Field
          name="q"
          label="Search the catalogue"
          hint="Try a word from your own plan: “grouping”, “5Cs”, “families”."
        >
          {(wiring) => (
            <div className="search">
              <input type="search" name="q" defaultValue={asked.text} maxLength={200} {...wiring} />
              <Button variant="second">Search</Button>
            </div>
          )}
        </Field>
        <ChoiceFilter
          name="stack"
          label="Stack"
          one="stack"
          chosen={asked.stack ?? ''}
          choices={choices.stacks}
          hrefOf={(stack) => searchAddress(asked, { stack, page: null })}
        />
        <ChoiceFilter
          name="component"
          label="Framework component"
          one="component"
          chosen={asked.component ?? ''}
          choices={choices.components}
          hrefOf={(component) => searchAddress(asked, { component, page: null })}
        />
        {choices.hours.length === 0 ? null : (
          <CheckboxGroup
            name="hours"
            label="Time"
            inline
            defaultValues={asked.hours.map(String)}
            choices={choices.hours.map(({ hours, count }) => ({
              value: String(hours),
              label: (
                <>
                  {shortHours(hours)} <span className="count">({count})</span>
                </>
              ),
            }))}
          />
        )}
      </form>
    </search>
  )
}
