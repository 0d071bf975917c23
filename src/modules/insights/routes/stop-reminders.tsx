import { data } from 'react-router'
import { notFound, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { stopReminders } from '../queries/reminders/preferences.ts'
import { isKnown } from '../queries/reminders/known.ts'
import { personOfToken } from '../rules/reminders/link.ts'
import type { Route } from './+types/stop-reminders'

export const meta: Route.MetaFunction = () => [
  { title: 'No more reminders · Mintmark' },
  { name: 'robots', content: 'noindex' },
]

async function personOf({ params, context }: Pick<Route.LoaderArgs, 'params' | 'context'>): Promise<string> {
  const { config, db } = worldOf(context)
  const personId = personOfToken(config.secret, params.token)
  return personId !== null && (await isKnown(db, personId)) ? personId : notFound()
}

/** Opening the link changes nothing, since mail scanners open links; it says nothing of whose it is either. */
export async function loader({ params, context }: Route.LoaderArgs) {
  await personOf({ params, context })
  return null
}

/** One press on the page, or one by the mail program itself (RFC 8058), which sends no cookies and shows no page. */
export async function action({ params, context }: Route.ActionArgs) {
  const { db, now } = worldOf(context)
  await stopReminders(db, await personOf({ params, context }), now())
  return data({ stopped: true })
}

export default function StopReminders({ actionData }: Route.ComponentProps) {
  if (actionData?.stopped)
    return (
      <div className="narrow">
        <PageHead
          title="You get no more reminders"
          lead="Letters about your own submissions still come: that one has arrived, and that it is decided."
        >
          <p>
            <a href="/reminders">Have them again</a>, whenever you like. Nobody else is told.
          </p>
        </PageHead>
      </div>
    )
  return (
    <div className="narrow">
      <PageHead title="No more reminders?" lead="One press, and no letter with next steps comes any more.">
        <form method="post" className="actions">
          <Button>Stop the reminders</Button>
        </form>
        <p className="soft">
          Or <a href="/reminders">choose the hours in which they may come</a>.
        </p>
      </PageHead>
    </div>
  )
}
