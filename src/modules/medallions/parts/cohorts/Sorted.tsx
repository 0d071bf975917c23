import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup } from '../../../../ui/forms/Field.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'

interface Person {
  readonly personId: string
  readonly name: string
  readonly school: string
}
/** The first of a list that may be long, and how long it is */
interface Some<T> {
  readonly count: number
  readonly shown: readonly T[]
}
export interface SortedView {
  readonly offered: Some<Person & { readonly again: boolean }>
  readonly qualified: Some<Person>
  readonly joining: Some<Person>
  readonly already: Some<Person & { readonly cohortName: string | null; readonly answered: boolean }>
  readonly declined: Some<Person>
  readonly unknown: Some<string>
  readonly elsewhere: Some<string>
  readonly unread: Some<{ readonly line: number; readonly says: string }>
}

interface Props {
  readonly sorted: SortedView
  readonly organisation: string
  readonly confirm: readonly string[]
}

/** Who would be asked, who is on it already, who qualifies already, and who cannot be asked and why. */
export function Sorted({ sorted, organisation, confirm }: Props) {
  const { offered, qualified, joining, already, declined, unknown, elsewhere, unread } = sorted
  return (
    <div className="stackgap">
      <List title={`Asked: ${plural(offered.count, 'educator')}`} some={offered} open={offered.count <= 12}>
        {({ name, school, again }) => `${name}, ${school}${again ? ' (asked once more)' : ''}`}
      </List>
      {qualified.count === 0 ? null : (
        <div className="note stackgap">
          <p>
            <b>{plural(qualified.count, 'of them has', 'of them have')} earned all of it already.</b> The medallion is
            awarded to them when they accept and you confirm it, now or later.
          </p>
          {qualified.count > 1 ? (
            <Checkbox
              name="confirm"
              id="confirm-all"
              value="all"
              label={`I confirm all ${inFigures(qualified.count)}`}
              defaultChecked={confirm.includes('all')}
            />
          ) : null}
          <CheckboxGroup
            name="confirm"
            id="confirm-each"
            label={qualified.count > 1 ? 'Or one by one' : 'Confirm'}
            choices={qualified.shown.map(({ personId, name, school }) => ({
              value: personId,
              label: name,
              hint: school,
            }))}
            defaultValues={confirm}
          />
        </div>
      )}
      <List title={`At work on it alone, and taken into this cohort: ${inFigures(joining.count)}`} some={joining}>
        {({ name, school }) => `${name}, ${school}`}
      </List>
      <List title={`On it already, and left as they are: ${inFigures(already.count)}`} some={already}>
        {({ name, school, cohortName, answered }) =>
          `${name}, ${school}: ${answered ? 'accepted' : 'asked, no answer yet'}${cohortName === null ? '' : `, in “${cohortName}”`}`
        }
      </List>
      <List title={`Not asked, because they declined or left it: ${inFigures(declined.count)}`} some={declined}>
        {({ name, school }) => `${name}, ${school}`}
      </List>
      <List
        title={`Addresses that nobody here has: ${inFigures(unknown.count)}`}
        hint={
          <>
            Check them for typing errors. Whoever is new must be <a href="/people">added</a> first, by an admin: then
            ask them into this cohort.
          </>
        }
        some={unknown}
        open
      >
        {(address) => address}
      </List>
      <List
        title={`Not educators of ${organisation}: ${inFigures(elsewhere.count)}`}
        hint="They have an account, and work elsewhere or in another role. Their own leader can ask them, or an admin can make them educators here."
        some={elsewhere}
        open
      >
        {(address) => address}
      </List>
      <List title={`Rows of the list that could not be read: ${inFigures(unread.count)}`} some={unread} open>
        {({ line, says }) => (line === 0 ? says : `Line ${inFigures(line)}: ${says}`)}
      </List>
    </div>
  )
}

interface ListProps<T> {
  readonly title: string
  readonly hint?: ReactNode
  readonly some: Some<T>
  readonly open?: boolean
  readonly children: (item: T) => string
}

function List<T>({ title, hint, some: { count, shown }, open = false, children }: ListProps<T>) {
  if (count === 0) return null
  return (
    <details open={open}>
      <summary>{title}</summary>
      <div className="stackgap">
        {hint ? <p className="soft">{hint}</p> : null}
        <ul className="plain names">
          {shown.map((item, place) => (
            <li key={place}>{children(item)}</li>
          ))}
        </ul>
        {count > shown.length ? <p className="soft">and {inFigures(count - shown.length)} more</p> : null}
      </div>
    </details>
  )
}
