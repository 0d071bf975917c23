import { listMail } from '../../platform/events/mail.ts'
import { notFound, worldOf } from '../../platform/pages.ts'
import { PageHead } from '../../ui/Page.tsx'
import { fullMoment } from '../../ui/words/dates.ts'
import type { Route } from './+types/mail'

export const meta: Route.MetaFunction = () => [{ title: 'Mail · Mintmark' }, { name: 'robots', content: 'noindex' }]

export async function loader({ context }: Route.LoaderArgs) {
  const { config, db } = worldOf(context)
  if (config.mode !== 'demo') notFound()
  const letters = await listMail(db, 50)
  return {
    letters: letters.map(({ id, to_address, subject, body, created_at }) => ({
      id,
      to: to_address,
      subject,
      body,
      at: created_at.toISOString(),
    })),
  }
}

/** The outbox of demo mode: the letters that a mail server would have been given. */
export default function Mail({ loaderData: { letters } }: Route.ComponentProps) {
  return (
    <div className="stackgap">
      <PageHead title="Letters" kicker="Demo mode" lead="What Mintmark would have mailed, the newest first." />
      {letters.length === 0 ? <p>No letter yet. Ask for a sign-in link, or submit something for assessment.</p> : null}
      {letters.map(({ id, to, subject, body, at }) => (
        <article key={id} className="ruled stackgap">
          <h2>{subject}</h2>
          <p className="small soft">
            To {to}, {fullMoment(at, { timeZone: 'UTC' })} UTC
          </p>
          <p className="letter">
            {body.split(/(https?:\/\/\S+)/).map((piece, i) =>
              i % 2 === 1 ? (
                <a key={i} href={piece}>
                  {piece}
                </a>
              ) : (
                piece
              ),
            )}
          </p>
        </article>
      ))}
    </div>
  )
}
