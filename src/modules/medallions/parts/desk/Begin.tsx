import { Button } from '../../../../ui/forms/Button.tsx'
import { Select, type Option, type OptionGroup } from '../../../../ui/forms/Field.tsx'

interface Props {
  readonly places: readonly Option[]
  readonly examples: readonly { readonly id: string; readonly title: string; readonly summary: string }[]
  readonly others: readonly { readonly id: string; readonly title: string; readonly organisation: string }[]
}

/** How a new medallion begins: with nothing, with an example, or with what another school has published. */
export function Begin({ places, examples, others }: Props) {
  const [only] = places
  return (
    <form method="post" className="fields">
      {places.length === 1 && only !== undefined ? (
        <input type="hidden" name="organisation" value={only.value} />
      ) : (
        <Select
          name="organisation"
          label="For"
          hint="It is offered to educators there, and issued in its name."
          options={places}
        />
      )}
      <Select name="from" label="Begin with" options={startsOf(examples, others)} />
      <div className="actions">
        <Button name="intent" value="start">
          Start
        </Button>
      </div>
      <p className="hint">
        What you copy stays as it is. You get its picks and lines as a start, and your own mission takes the place of
        theirs.
      </p>
      <details>
        <summary>What is in the examples</summary>
        {examples.map(({ id, title, summary }) => (
          <div key={id} className="example">
            <h3>{title}</h3>
            <p className="small">{summary}</p>
          </div>
        ))}
      </details>
      {others.length === 0 ? null : (
        <p>
          <a href="/medallions">Read what others have published</a>
        </p>
      )}
    </form>
  )
}

function startsOf(examples: Props['examples'], others: Props['others']): (Option | OptionGroup)[] {
  return [
    { value: '', label: 'An empty draft' },
    {
      label: 'An example',
      options: examples.map(({ id, title }) => ({ value: `example:${id}`, label: title })),
    },
    ...(others.length === 0
      ? []
      : [
          {
            label: 'Published by others',
            options: others.map(({ id, title, organisation }) => ({
              value: `version:${id}`,
              label: `${title}, ${organisation}`,
            })),
          },
        ]),
  ]
}
