import { TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import { LONGEST, MOST_GOALS, type MedallionContent } from '../../rules/content.ts'
import { fieldName } from '../../rules/designing/form.ts'
import { ListButtons } from './ListButtons.tsx'

/** What the medallion is called, and whose mission it serves. */
export function Naming({ content }: { readonly content: MedallionContent }) {
  return (
    <div className="fields">
      <div className="fields side naming">
        <TextField
          name="title"
          label="Title"
          hint="The name that people will say."
          defaultValue={content.title}
          maxLength={LONGEST.title}
        />
        <TextField
          name="monogram"
          label="Monogram"
          hint="One to three letters, in the middle of the drawing."
          defaultValue={content.monogram}
          maxLength={3}
          size={4}
          autoCapitalize="characters"
        />
      </div>
      <TextArea
        name="summary"
        label="Summary"
        hint="One or two sentences: whom it is for, and what it is about."
        rows={2}
        defaultValue={content.summary}
      />
      <TextArea
        name="mission"
        label="Your mission"
        hint="Two or three sentences, as your school or district says them of itself."
        rows={3}
        defaultValue={content.mission}
      />
    </div>
  )
}

/** The goals of the mission: each pick serves one of them. */
export function Goals({ goals }: { readonly goals: MedallionContent['goals'] }) {
  return (
    <fieldset className="stackgap" id="list-goals" tabIndex={-1}>
      <legend>
        <h3>Goals of your mission</h3>
      </legend>
      <p className="hint">
        One to {MOST_GOALS}. Name each in a few words, and say in a sentence how you would see that it is reached.
      </p>
      <ol className="cards">
        {goals.map(({ id, name, text }, place) => (
          <li key={id} className="card stackgap" id={place === goals.length - 1 ? 'last-goals' : undefined}>
            <div className="cardhead">
              <input type="hidden" name="goals" value={id} />
              <b>Goal {place + 1}</b>
              <ListButtons list="goals" item={id} place={place} of={goals.length} what={name || `goal ${place + 1}`} />
            </div>
            <TextField
              name={fieldName('goals', id, 'name')}
              label="Name"
              defaultValue={name}
              maxLength={LONGEST.goalName}
            />
            <TextArea
              name={fieldName('goals', id, 'text')}
              label="What it means"
              optional
              rows={2}
              defaultValue={text}
            />
          </li>
        ))}
      </ol>
      <div className="actions">
        <button className="button second compact" name="edit" value="add goals ">
          Add a goal
        </button>
      </div>
    </fieldset>
  )
}
