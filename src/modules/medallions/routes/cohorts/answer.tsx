import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, settingOf, worldOf } from '../../../../platform/pages.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import { answerOffer, moveToVersion, takeUp } from '../../commands/answers.ts'
import { TakeUp } from '../../parts/TakeUp.tsx'
import { findEnrolment } from '../../queries/enrolments.ts'
import { findOfferable } from '../../queries/offers.ts'
import { isAnswer } from '../../rules/answers.ts'
import { medalView } from './medal-view.ts'
import type { Route } from './+types/answer'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.title ?? 'Your answer'} · Mintmark` },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const id = new URL(request.url).searchParams.get('medallion')
  // An answer that was refused comes back without it.
  if (id === null) return null
  const medallion = isId(id) ? await findOfferable(db, id) : null
  if (medallion === null) return notFound()
  const held = await findEnrolment(db, medallion.orgId, id, actor.personId)
  if (held?.state === 'accepted') throw redirect('/medal')
  const { title, organisationName, organisationSlug, slug, needed } = medallion
  const medal = await medalView(db, medallion.orgId, medallion.versionId)
  return { id, title, organisationName, href: `/medallions/${organisationSlug}/${slug}`, needed, medal }
}

const SAYS = {
  unfit: 'This does not fit what stands now: it was answered meanwhile, or a newer version was published.',
  retired: 'This medallion is taken up by nobody any more. What was earned for it stays earned.',
  not_yours:
    'This medallion is for educators of the school or district that made it, and you are not one of them here.',
} as const

/** Every answer to a medallion comes here, from the educator's own pages and from the public one. */
export async function action({ request, context }: Route.ActionArgs) {
  const words = await readWords(request)
  const { medallion: medallionId, answer, version: versionId } = words
  if (!isId(medallionId)) return notFound()
  // The public page knows nobody: who is not signed in comes back here to say it once more.
  if (settingOf(context).actor === null)
    throw redirect(`/sign-in?next=${encodeURIComponent(`/medallions/answer?medallion=${medallionId}`)}`)
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const given = { db, actor, now: now() }
  const answered =
    (answer === 'move' || answer === 'stay') && isId(versionId)
      ? await moveToVersion(given, { medallionId, versionId, choice: answer })
      : answer === 'take_up'
        ? await takeUp(given, { medallionId })
        : isAnswer(answer)
          ? await answerOffer(given, { medallionId, answer })
          : notFound()
  if (answered.ok) throw redirect(`/medal#medallion-${medallionId}`)
  if (answered.reason === 'unknown') return notFound()
  return refused({ message: SAYS[answered.reason] })
}

export default function AnswerPage({ loaderData: view, actionData }: Route.ComponentProps) {
  if (view === null || actionData !== undefined)
    return (
      <div className="stackgap">
        <PageHead title="Your answer" work />
        <Note title="Nothing was changed." tone="alert">
          <p>{actionData?.message ?? 'There was nothing to answer.'}</p>
        </Note>
        <p className="actions">
          <LinkButton href="/medal">Your medal</LinkButton>
        </p>
      </div>
    )
  const { id, title, organisationName, href, needed, medal } = view
  return (
    <div className="invitation">
      <Seal svg={medallionSeal(medal.monogram, medal.petals, 320, '')} />
      <div className="stackgap">
        <PageHead title={title} kicker={organisationName} work />
        <p>
          It takes {needed} micro-credentials, at your own pace. What you have earned already counts, and you can leave
          it whenever you wish.
        </p>
        <TakeUp medallionId={id} />
        <p>
          <a href={href}>Read what it asks for</a>
        </p>
      </div>
    </div>
  )
}
