import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { listCoachesFor } from '../../commands/coaching/ask.ts'
import { listComments } from '../../queries/coaching/comments.ts'
import { listAskedAbout } from '../../queries/coaching/requests.ts'
import { aboutKey, isOpen, NOT_YETS_TO_OFFER } from '../../rules/coaching/coaching.ts'
import { criteriaOf } from '../../../catalogue/rules/rubric.ts'
import type { Workspace } from '../workspace.ts'

/** What one coach wrote about one place of a draft. */
export type Said = { id: string; coach: string; body: string }

/** What an educator sees of coaching on the pages of a draft: whom they can ask, whom they asked, and what was answered. */
export async function loadCoaching(db: Db, actor: Actor, { pursuit, decisions, content }: Workspace) {
  const { orgId, microCredentialId } = pursuit
  const asked = await listAskedAbout(db, orgId, pursuit.id)
  const answered = asked.filter(({ state }) => state === 'answered')
  const comments = await listComments(
    db,
    orgId,
    answered.map(({ id }) => id),
  )
  const saidOf = (key: string): Said[] =>
    answered.flatMap(({ id, coachName: coach }) =>
      comments.flatMap(({ requestId, about, body }) =>
        requestId === id && about === key ? [{ id: `${id}:${about}`, coach, body }] : [],
      ),
    )
  const open = asked.find(isOpen)
  const prompts = content.parts.flatMap((part) => part.prompts)
  return {
    coaches: await listCoachesFor(db, { personId: actor.personId, microCredentialId }),
    /** After so many tries a second pair of eyes is offered. */
    offered: decisions.filter(({ outcome }) => outcome === 'not_yet').length >= NOT_YETS_TO_OFFER,
    open: open === undefined ? null : { coach: open.coachName, askedAt: open.askedAt, question: open.question },
    answered: answered.map(({ id, coachName: coach, endedAt, question }) => ({ id, coach, endedAt, question })),
    whole: saidOf(aboutKey(null)),
    byPrompt: Object.fromEntries(prompts.map(({ id }) => [id, saidOf(aboutKey({ kind: 'prompt', id }))])),
    byCriterion: Object.fromEntries(
      content.rubric.criteria.map(({ id }) => [id, saidOf(aboutKey({ kind: 'criterion', id }))]),
    ),
    /** Everything that was said, with where it belongs, for the page that shows the whole draft. */
    places: [
      ...content.parts.flatMap((part) =>
        part.prompts.flatMap(({ id }) =>
          saidOf(aboutKey({ kind: 'prompt', id })).map((said) => ({
            ...said,
            place: `${id}, ${part.kind}`,
            href: `/pursuits/${pursuit.id}/${part.kind}#prompt-${id}`,
          })),
        ),
      ),
      ...content.parts.flatMap((part) =>
        criteriaOf(content, part.kind).flatMap(({ id, title }) =>
          saidOf(aboutKey({ kind: 'criterion', id })).map((said) => ({
            ...said,
            place: title,
            href: `/pursuits/${pursuit.id}/${part.kind}#criterion-${id}`,
          })),
        ),
      ),
    ],
  }
}
