import { data } from 'react-router'
import { notFound, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { personOfLink, stopByToken } from '../commands/reminders/stop.ts'
import type { Route } from './+types/stop-reminders'

export const meta: Route.MetaFunction = () => [
  { title: 'No more reminders · Mintmark' },
  { name: 'robots', content: 'noindex' },
]

/** Opening the link changes nothing, since mail scanners open links; it says nothing of whose it is either. */
export async function loader({ params, context }: Route.LoaderArgs) {
  return (await personOfLink(worldOf(context), params.token)) === null ? notFound() : null
}

/** One press on the page; what a mail program sends by itself is answered in http/one-click.ts. */
export async function action({ params, context }: Route.ActionArgs) {
  return (await stopByToken(worldOf(context), params.token)) ? data({ stopped: true }) : notFound()
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
