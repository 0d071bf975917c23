import { Button } from '../../../../ui/forms/Button.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import type { Petal } from '../../../catalogue/rules/emblems/emblems.ts'
import { MedallionDrawing } from '../MedallionDrawing.tsx'

interface Medallion {
  readonly id: string
  readonly organisationId: string
  readonly organisation: string
  readonly href: string
  readonly title: string
  readonly number: number
  readonly publishedAt: Date
  readonly retired: { readonly at: Date; readonly because: string } | null
  readonly monogram: string
  readonly petals: readonly Petal[]
  readonly underWay: number
  readonly asked: number
  readonly draftId: string | null
  readonly touched: readonly { readonly slug: string; readonly title: string; readonly because: string }[]
}

interface Props {
  readonly medallion: Medallion
  /** Whether the reader answers for several organisations */
  readonly several: boolean
  readonly leads: boolean
  readonly timeZone: string
  readonly wrong: { readonly says: string; readonly because: string } | null
}

/** A published medallion on its leader's desk: how it stands, and what can be done next. */
export function OwnMedallion({ medallion, several, leads, timeZone, wrong }: Props) {
  const { id, organisationId, organisation, href, title, number, publishedAt, retired, draftId } = medallion
  const next =
    draftId === null ? (
      <form method="post">
        <input type="hidden" name="organisation" value={organisationId} />
        <input type="hidden" name="from" value={`medallion:${id}`} />
        <Button name="intent" value="start" variant="second" compact>
          Write the next version<span className="unseen"> of {title}</span>
        </Button>
      </form>
    ) : (
      <a href={`/design/${draftId}`}>Go on with version {number + 1}</a>
    )
  return (
    <li id={`medallion-${id}`}>
      <MedallionDrawing monogram={medallion.monogram} petals={medallion.petals} size={144} />
      <div className="stackgap">
        <div>
          <h3>
            <a href={href}>{title}</a>
          </h3>
          <p className="small soft">
            {several ? `${organisation} · ` : ''}version {number}, published on{' '}
            <Day at={publishedAt} timeZone={timeZone} />
          </p>
        </div>
        <p>{atWork(medallion)}</p>
        {retired === null ? <Touched medallion={medallion} /> : <Retired medallion={medallion} timeZone={timeZone} />}
        {retired === null ? (
          <>
            <div className="actions">
              {next}
              {leads ? <a href={`/cohorts/new?medallion=${id}`}>Launch a cohort</a> : null}
              <a href={`${href}/poster`}>Poster</a>
            </div>
            <Retire medallion={medallion} wrong={wrong} />
          </>
        ) : null}
      </div>
    </li>
  )
}

function atWork({ underWay, asked, retired }: Medallion): string {
  const who =
    underWay === 0
      ? 'Nobody has taken it up yet'
      : `${plural(underWay, 'educator')} ${underWay === 1 ? 'has' : 'have'} taken it up`
  if (asked > 0 && retired === null)
    return `${who}, and ${plural(asked, 'more', 'more')} ${asked === 1 ? 'has' : 'have'} not answered.`
  return `${who}.`
}

/** What nobody new can begin keeps new educators from the medallion, and its leader has to choose another in its place. */
const Touched = ({ medallion: { touched } }: { medallion: Medallion }) =>
  touched.length === 0 ? null : (
    <Note
      tone="alert"
      title={touched.length === 1 ? 'One of its picks was retired.' : `${touched.length} of its picks were retired.`}
    >
      <ul>
        {touched.map(({ slug, title, because }) => (
          <li key={slug}>
            <a href={`/micro-credentials/${slug}`}>{title}</a>: {because}
          </li>
        ))}
      </ul>
      <p>
        Who is at work on {touched.length === 1 ? 'it' : 'them'} may finish; nobody new can begin. Write the next
        version with another in its place.
      </p>
    </Note>
  )

const Retired = ({ medallion: { id, retired, title }, timeZone }: { medallion: Medallion; timeZone: string }) =>
  retired === null ? null : (
    <Note
      title={
        <>
          Retired on <Day at={retired.at} timeZone={timeZone} />.
        </>
      }
    >
      <p>{retired.because}</p>
      <form method="post">
        <input type="hidden" name="medallion" value={id} />
        <Button name="intent" value="take up" variant="second" compact>
          Take it up again<span className="unseen">: {title}</span>
        </Button>
      </form>
    </Note>
  )

const Retire = ({ medallion: { id, title }, wrong }: { medallion: Medallion; wrong: Props['wrong'] }) => (
  <details open={wrong !== null}>
    <summary>
      Retire it<span className="unseen">: {title}</span>
    </summary>
    <form method="post" className="fields">
      <input type="hidden" name="medallion" value={id} />
      <TextArea
        name="because"
        id={`field-because-${id}`}
        label="Why?"
        hint="Its page shows the reason. Nobody new is offered it; who is under way may finish, and who has earned it keeps it."
        rows={2}
        maxLength={500}
        defaultValue={wrong?.because ?? ''}
        error={wrong?.says}
      />
      <div className="actions">
        <Button name="intent" value="retire" variant="danger" compact>
          Retire this medallion
        </Button>
      </div>
    </form>
  </details>
)
