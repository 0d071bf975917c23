import { Button } from '../../../../ui/forms/Button.tsx'
import { Checkbox, CheckboxGroup, Field, TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'

interface Person {
  readonly personId: string
  readonly name: string
  readonly school: string
}

interface Props {
  readonly choosing: {
    readonly schools: readonly { readonly id: string; readonly name: string; readonly educators: number }[]
    /** Chosen one by one already */
    readonly people: readonly Person[]
    readonly found: readonly (Person & { readonly email: string })[]
    readonly more: boolean
  }
  readonly words: {
    readonly schools: readonly string[]
    readonly list: string
    readonly again: boolean
    readonly search: string
    readonly page: number
  }
  readonly error: string | undefined
}

/** Which educators: whole schools, people one by one, and a list of addresses. A button of the form around it searches. */
export function ChooseEducators({ choosing, words, error }: Props) {
  const { schools, people } = choosing
  const [all, ...rest] = schools
  if (all === undefined) return null
  return (
    <div className="stackgap">
      <p className="soft">Any of these ways, or several. Nobody is asked twice.</p>
      <div className="schools">
        <CheckboxGroup
          name="school"
          label={rest.length === 0 ? 'The whole school' : 'Everybody, or whole schools'}
          error={error}
          choices={[
            { value: all.id, label: `${all.name} (${inFigures(all.educators)})` },
            ...rest.map(({ id, name, educators }) => ({ value: id, label: `${name} (${inFigures(educators)})` })),
          ]}
          defaultValues={words.schools}
        />
      </div>
      {people.length === 0 ? null : (
        <CheckboxGroup
          name="person"
          id="field-chosen"
          label={`Chosen one by one: ${plural(people.length, 'person', 'people')}`}
          choices={people.map(({ personId, name, school }) => ({ value: personId, label: name, hint: school }))}
          defaultValues={people.map(({ personId }) => personId)}
        />
      )}
      <Search choosing={choosing} words={words} />
      <TextArea
        name="list"
        label="A list of e-mail addresses"
        hint="Paste them, one a line or with commas between."
        defaultValue={words.list}
        rows={4}
      />
      <Field name="file" label="Or a file" hint="CSV with a column named e-mail. What is in it joins the list.">
        {(wiring) => <input {...wiring} type="file" name="file" accept=".csv,.txt,text/csv,text/plain" />}
      </Field>
      <Checkbox
        name="again"
        label="Ask those again who declined or left this medallion before"
        defaultChecked={words.again}
      />
    </div>
  )
}

/** What is found stands where it was asked for, also on a page that is loaded anew. */
const HERE = '#search'

function Search({ choosing: { people, found, more }, words }: Pick<Props, 'choosing' | 'words'>) {
  const known = new Set(people.map(({ personId }) => personId))
  const fresh = found.filter(({ personId }) => !known.has(personId))
  const { search, page } = words
  return (
    <div className="stackgap" id="search">
      <div className="search-people">
        <TextField
          name="search"
          type="search"
          label="Find educators by name or address"
          defaultValue={search}
          maxLength={100}
        />
        <Button variant="second" name="intent" value="search" formAction={HERE}>
          Search
        </Button>
      </div>
      {search === '' ? null : fresh.length === 0 ? (
        <p>{found.length === 0 ? `Nobody by “${search}” here.` : 'Everybody on this page is chosen already.'}</p>
      ) : (
        <CheckboxGroup
          name="person"
          id="field-found"
          label={page === 1 ? `Found by “${search}”: tick whom to ask` : `Found by “${search}”, page ${page}`}
          choices={fresh.map(({ personId, name, school, email }) => ({
            value: personId,
            label: name,
            hint: `${school} · ${email}`,
          }))}
        />
      )}
      {page > 1 || more ? (
        <p className="actions">
          {page > 1 ? (
            <Button variant="second" compact name="intent" value={`page:${page - 1}`} formAction={HERE}>
              Previous page
            </Button>
          ) : null}
          {more ? (
            <Button variant="second" compact name="intent" value={`page:${page + 1}`} formAction={HERE}>
              Next page
            </Button>
          ) : null}
          <span className="hint">Whom you ticked stays chosen.</span>
        </p>
      ) : null}
    </div>
  )
}
