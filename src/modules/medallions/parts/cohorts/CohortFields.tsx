import { TextField } from '../../../../ui/forms/Field.tsx'

interface Props {
  readonly words: { readonly name: string; readonly starts: string; readonly ends: string; readonly coach: string }
  readonly errorOf: (field: string) => string | undefined
}

/** What a cohort is called, when it runs, and who coaches it. */
export function CohortFields({ words, errorOf }: Props) {
  return (
    <>
      <TextField
        name="name"
        label="Name of the cohort"
        hint="Educators see it, such as “Autumn at Riverbend”."
        error={errorOf('name')}
        defaultValue={words.name}
        maxLength={120}
      />
      <div className="dates">
        <TextField
          name="starts"
          type="date"
          label="Starts"
          short
          error={errorOf('starts')}
          defaultValue={words.starts}
        />
        <TextField name="ends" type="date" label="Ends" short error={errorOf('ends')} defaultValue={words.ends} />
      </div>
      <TextField
        name="coach"
        type="email"
        label="Coach"
        optional
        hint="The e-mail address of somebody in your district. Members may ask the coach to read a draft."
        error={errorOf('coach')}
        defaultValue={words.coach}
        autoComplete="off"
      />
    </>
  )
}
