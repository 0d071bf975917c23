import { redirect } from 'react-router'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { startPursuit } from '../commands/pursuits.ts'
import type { Route } from './+types/start'

export const meta: Route.MetaFunction = () => [{ title: 'Start a micro-credential · Mintmark' }]

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const slug = (await readFields(request)).get('micro_credential')
  if (typeof slug !== 'string') return notFound()
  const started = await startPursuit({ db, actor, now: now() }, { slug })
  if (started.ok) return redirect(`/pursuits/${started.pursuitId}`)
  return started.reason === 'unknown' ? notFound() : refused({ reason: started.reason, slug })
}

const SAYS = {
  not_an_educator: {
    title: 'Only educators start micro-credentials',
    text: 'Your roles do not include one as an educator. If they should, ask the person who runs Mintmark in your district. Nothing was started.',
  },
  outline: {
    title: 'This one is still being written',
    text: 'Its prompts and its rubric are not published yet, so nobody can start it. You can put it into your plan. Nothing was started.',
  },
  retired: {
    title: 'This one is retired',
    text: 'Nobody begins it any more. Who is at work on it may finish, and who has earned it keeps it. Nothing was started.',
  },
}

export default function Start({ actionData }: Route.ComponentProps) {
  // Its loader would run after a refusal too and lead away from the reason, so it has none.
  if (actionData === undefined)
    return (
      <PageHead title="Start a micro-credential" lead="Choose one, read what it asks for, and start it on its page.">
        <p className="actions">
          <LinkButton href="/catalogue">Look through the catalogue</LinkButton>
        </p>
      </PageHead>
    )
  const { title, text } = SAYS[actionData.reason]
  return (
    <div className="stackgap">
      <PageHead title={title} lead={text} />
      <p className="actions">
        <LinkButton href={`/micro-credentials/${actionData.slug}`}>Read about it</LinkButton>
        <a href="/catalogue">Look through the catalogue</a>
      </p>
    </div>
  )
}
