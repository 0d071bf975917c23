import { isId } from '../../../../platform/database/ids.ts'
import { notFound, requireActor, worldOf } from '../../../../platform/pages.ts'
import { can } from '../../policy.ts'
import { findDraft } from '../../queries/drafts.ts'

type Context = Parameters<typeof worldOf>[0]

/** Who designs, with the open draft that the address names; whoever may not design it learns nothing of it. */
export async function requireDesign(context: Context, request: Request, id: string) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const draft = isId(id) ? await findDraft(db, id) : null
  if (draft === null || !can(actor, 'design', draft.organisation)) return notFound()
  return { actor, db, now: now(), draft }
}
