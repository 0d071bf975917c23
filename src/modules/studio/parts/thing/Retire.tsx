import { Button } from '../../../../ui/forms/Button.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { day } from '../../../../ui/words/dates.ts'
import { listWords, plural } from '../../../../ui/words/words.ts'
import type { DraftKind } from '../../rules/sections.ts'

interface Props {
  readonly view: {
    readonly kind: DraftKind
    readonly retired: { readonly at: Date; readonly because: string } | null
    readonly underWay: number
    readonly timeZone: string
    readonly touches: {
      readonly within: readonly { readonly kind: DraftKind; readonly slug: string; readonly title: string }[]
      readonly before: readonly { readonly title: string }[]
    }
  }
  readonly refused: { readonly because: string; readonly message: string } | null
}

/** Retiring a thing with what that touches, or taking it up again. */
export function Retire({ view, refused }: Props) {
  const { kind, retired, timeZone } = view
  if (retired !== null)
    return (
      <>
        <p>
          Retired on {day(retired.at, { timeZone })}: {retired.because}
        </p>
        <Touched view={view} />
        <form method="post">
          <Button variant="second" name="intent" value="take-up">
            Take it up again
          </Button>
        </form>
      </>
    )
  return (
    <details open={refused !== null}>
      <summary>Retire this {kind}</summary>
      <form method="post" className="stackgap narrow">
        <Touched view={view} />
        <TextArea
          name="because"
          label="Why is it retired?"
          hint="Its public page says so, with these words."
          rows={2}
          maxLength={500}
          defaultValue={refused?.because ?? ''}
          error={refused?.message}
        />
        <Button variant="danger" name="intent" value="retire">
          Retire it
        </Button>
      </form>
    </details>
  )
}

function Touched({ view: { kind, underWay, touches } }: Pick<Props, 'view'>) {
  const { within, before } = touches
  return (
    <ul className="dashed">
      {kind === 'micro-credential' ? (
        <>
          <li>
            {underWay === 0
              ? 'Nobody is at work on it now.'
              : `${plural(underWay, 'person is', 'people are')} at work on it, and may finish.`}{' '}
            Nobody else can begin it.
          </li>
          <li>It leaves the catalogue and the search. Its page stays, and says that it is retired and why.</li>
        </>
      ) : (
        <li>Its page stays, and says that it is retired and why. Who earns all that it lists still earns it.</li>
      )}
      <li>Who has earned it keeps it. Credentials stay valid, and show what was assessed.</li>
      {within.map(({ kind: of, slug, title }) => (
        <li key={slug}>
          The {of} <a href={`/studio/${of}/${slug}`}>{title}</a> lists it and goes on asking for it
          {kind === 'micro-credential' ? ', so nobody new can earn it' : ''}, until a new version of the {of} does
          without.
        </li>
      ))}
      {before.length === 0 ? null : (
        <li>
          {listWords(before.map(({ title }) => title))} {before.length === 1 ? 'names' : 'name'} it as something to earn
          first.
        </li>
      )}
      <li>It can be taken up again at any time, as it was.</li>
    </ul>
  )
}
