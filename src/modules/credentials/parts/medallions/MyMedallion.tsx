import { MicroCredentialRow } from '../../../catalogue/parts/MicroCredentialRow.tsx'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { stateInWords } from '../../rules/medal.ts'
import type { MedallionView } from '../../rules/medallions/mine.ts'
import type { PathRow } from '../../rules/medallions/progress.ts'
import { Leave, Newer, Offer } from './Answers.tsx'

interface Props {
  readonly view: MedallionView
  readonly timeZone: string
}

/** A medallion as its drawing, which is the progress bar, and beside it in words what is earned, what is left, what is next. */
export function MyMedallion({ view, timeZone }: Props) {
  const { title, page, organisation, cohort, progress, award, monogram, newer } = view
  return (
    <section className="mymedallion" id={`medallion-${view.medallionId}`} aria-labelledby={`title-${view.medallionId}`}>
      <div className="stackgap">
        <div>
          <h2 id={`title-${view.medallionId}`}>
            <a href={page}>{title}</a>
          </h2>
          <p className="soft">
            {organisation}
            {cohort === null ? null : (
              <>
                {' · '}
                {cohort.name}, until <Day at={cohort.endsOn} timeZone={timeZone} />
                {cohort.coach === null ? null : ` · your coach is ${cohort.coach}`}
              </>
            )}
          </p>
        </div>
        <Standing view={view} />
        {newer === null ? null : <Newer view={view} newer={newer} />}
        {view.state === 'offered' ? <Offer view={view} timeZone={timeZone} /> : null}
        <Rows rows={progress.required} />
        {progress.choices.map((choice) => (
          <div key={choice.title}>
            <h3>{choice.title}</h3>
            <p className="small soft">
              {choice.needed} of these {choice.rows.length} {choice.needed === 1 ? 'is' : 'are'} needed
              {choice.earned === 0 ? '' : `; ${choice.earned} earned`}
            </p>
            <Rows rows={choice.rows} />
          </div>
        ))}
        {view.state === 'accepted' && award === null ? <Leave medallionId={view.medallionId} title={title} /> : null}
      </div>
      <Seal svg={medallionSeal(monogram, award === null ? progress.petals : award.petals, 420, '')} />
    </section>
  )
}

function Standing({ view: { award, progress, waitsForLeader, organisation, state } }: { view: MedallionView }) {
  const { earned, needed, left, next } = progress
  const waiting = [...progress.required, ...progress.choices.flatMap(({ rows }) => rows)].some((row) => row.waiting)
  if (award?.state === 'active')
    return (
      <>
        <p className="lead">Earned.</p>
        {award.credentialId === null ? (
          <p>Its credential is being signed. Look again in a minute.</p>
        ) : (
          <p className="actions">
            <LinkButton href={`/credentials/${award.credentialId}`}>See its credential</LinkButton>
            <a href="/my-credentials">All my credentials</a>
          </p>
        )}
      </>
    )
  if (award !== null)
    return (
      <Note title={award.state === 'revoked' ? 'Revoked.' : 'Suspended.'} tone="alert">
        <p>
          {award.reason} {organisation} decides what becomes of it.
        </p>
      </Note>
    )
  return (
    <>
      {state === 'offered' ? null : (
        <p className="lead">
          {earned} of {needed} earned. {left}
        </p>
      )}
      {state !== 'accepted' ? null : waitsForLeader ? (
        <p>
          You had earned all of it before you were asked. Somebody who leads {organisation} confirms that it counts;
          then it is awarded by itself.
        </p>
      ) : next === null ? (
        <p>
          {left === ''
            ? 'All of it is earned, and it is being awarded. Look again in a minute.'
            : waiting
              ? 'What you have handed in is with the assessors.'
              : 'What is left cannot be begun at present.'}
        </p>
      ) : (
        <p className="actions">
          <LinkButton href={next.href} variant="second">
            {next.inking === 'progress' ? `Go on with ${next.title}` : `Next: ${next.title}`}
          </LinkButton>
          {next.when === null ? null : <span className="soft">{next.when}</span>}
        </p>
      )}
    </>
  )
}

function Rows({ rows }: { rows: readonly PathRow[] }) {
  return rows.length === 0 ? null : (
    <ul className="path">
      {rows.map((row) => (
        <MicroCredentialRow
          key={row.slug}
          slug={row.slug}
          title={row.title}
          style={row.style}
          hours={row.hours}
          inking={row.inking}
          state={[row.waiting ? 'With the assessors' : stateInWords(row), row.inking === 'earned' ? null : row.when]
            .filter((words) => words !== null)
            .join(' · ')}
          href={row.href}
        />
      ))}
    </ul>
  )
}
