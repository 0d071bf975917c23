import { TextField } from '../../../../ui/forms/Field.tsx'
import { listWords } from '../../../../ui/words/words.ts'
import { LONGEST, type MedallionContent } from '../../rules/content.ts'
import { fieldName } from '../../rules/designing/form.ts'
import { ListButtons } from './ListButtons.tsx'

interface Props {
  readonly content: MedallionContent
  readonly titleOf: (slug: string) => string
}

/** The choices that educators have: so many of these picks. */
export function Choices({ content: { groups, picks }, titleOf }: Props) {
  return (
    <fieldset className="stackgap" id="list-groups" tabIndex={-1}>
      <legend>
        <h3>Choices for educators</h3>
      </legend>
      <p className="hint">
        A choice lets an educator decide, such as “two of three ways to give feedback”. Add one, then say above at each
        pick that it belongs to it.
      </p>
      <ol className="cards">
        {groups.map(({ id, title, needed }, place) => {
          const members = picks.filter(({ group }) => group === id).map((pick) => titleOf(pick.micro_credential))
          return (
            <li key={id} className="card stackgap" id={place === groups.length - 1 ? 'last-groups' : undefined}>
              <div className="cardhead">
                <input type="hidden" name="groups" value={id} />
                <b>Choice {place + 1}</b>
                <ListButtons
                  list="groups"
                  item={id}
                  place={place}
                  of={groups.length}
                  what={title || `choice ${place + 1}`}
                />
              </div>
              <TextField
                name={fieldName('groups', id, 'title')}
                label="What is chosen"
                defaultValue={title}
                maxLength={LONGEST.groupTitle}
              />
              <TextField
                name={fieldName('groups', id, 'needed')}
                label="How many of them are needed"
                defaultValue={String(needed)}
                inputMode="numeric"
                maxLength={2}
                short
                hint={members.length === 0 ? 'No pick belongs to it yet.' : `Of ${listWords(members)}.`}
              />
            </li>
          )
        })}
      </ol>
      <div className="actions">
        <button className="button second compact" name="edit" value="add groups ">
          Add a choice
        </button>
      </div>
    </fieldset>
  )
}
