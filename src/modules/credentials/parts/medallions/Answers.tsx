import type { ReactNode } from 'react'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { hoursRange, plural } from '../../../../ui/words/words.ts'
import type { MedallionView } from '../../rules/medallions/mine.ts'

/** A form whose answer goes to where medallions are answered. */
function Answering({ medallionId, children }: { medallionId: string; children: ReactNode }) {
  return (
    <form method="post" action="/medallions/answer" className="actions">
      <input type="hidden" name="medallion" value={medallionId} />
      {children}
    </form>
  )
}

/** What a medallion asks for before anything is answered, and the answers. */
export function Offer({ view, timeZone }: { view: MedallionView; timeZone: string }) {
  const { medallionId, organisation, title, hours, progress, cohort, putOff } = view
  const about = <span className="unseen">: {title}</span>
  return (
    <Note title={`${organisation} offers you this medallion.`}>
      <p>
        It takes {plural(progress.needed, 'micro-credential')}, {hoursRange(...hours)} of professional learning
        altogether
        {cohort === null ? null : (
          <>
            , by <Day at={cohort.endsOn} timeZone={timeZone} />
          </>
        )}
        . {progress.earned === 0 ? '' : `You have earned ${progress.earned} of them already, and they count. `}
        You choose: nobody is told why you say no, and you can leave at any time.
        {putOff ? ' You said “not now”; it waits for you.' : ''}
      </p>
      <Answering medallionId={medallionId}>
        <Button name="answer" value="accept">
          Accept{about}
        </Button>
        {putOff ? null : (
          <Button variant="second" name="answer" value="later">
            Not now{about}
          </Button>
        )}
        <Button variant="second" name="answer" value="decline">
          Decline{about}
        </Button>
      </Answering>
    </Note>
  )
}

/** Stay with what was begun, or move to the newer version. */
export function Newer({ view, newer }: { view: MedallionView; newer: NonNullable<MedallionView['newer']> }) {
  const { medallionId, title, progress } = view
  const now = progress.needed - progress.earned
  const about = <span className="unseen">: {title}</span>
  return (
    <Note title="There is a newer version of this medallion.">
      <p>
        {newer.note === '' ? null : `What changed: ${newer.note} `}
        What you have earned counts in both. With yours, {plural(now, 'micro-credential')} {now === 1 ? 'is' : 'are'}{' '}
        left; with the newer one, {newer.left === 0 ? 'none' : newer.left}.
      </p>
      <Answering medallionId={medallionId}>
        <input type="hidden" name="version" value={newer.versionId} />
        <Button variant="second" name="answer" value="move">
          Move to version {newer.number}
          {about}
        </Button>
        <Button variant="second" name="answer" value="stay">
          Stay with version {newer.own}
          {about}
        </Button>
      </Answering>
    </Note>
  )
}

export function Leave({ medallionId, title }: { medallionId: string; title: string }) {
  return (
    <details>
      <summary className="small">Leave this medallion</summary>
      <p className="small">What you have earned stays yours, and you can take it up again whenever you wish.</p>
      <Answering medallionId={medallionId}>
        <Button variant="second" compact name="answer" value="leave">
          Leave it<span className="unseen">: {title}</span>
        </Button>
      </Answering>
    </details>
  )
}

/** What somebody said no to or left, and may take up after all. */
export function Elsewhere({ views }: { views: readonly MedallionView[] }) {
  if (views.length === 0) return null
  return (
    <section className="subject oxford">
      <h2>Not taken up</h2>
      <ul className="plain">
        {views.map(({ medallionId, title, page, organisation, state }) => (
          <li key={medallionId} className="nottaken">
            <span>
              <a href={page}>{title}</a>{' '}
              <span className="soft">
                {organisation} · {state === 'left' ? 'you left it' : 'you declined it'}
              </span>
            </span>
            <Answering medallionId={medallionId}>
              <Button variant="second" compact name="answer" value="accept">
                Take it up after all<span className="unseen">: {title}</span>
              </Button>
            </Answering>
          </li>
        ))}
      </ul>
    </section>
  )
}
