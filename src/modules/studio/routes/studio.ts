import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, requireActor, worldOf } from '../../../platform/pages.ts'
import { studioOf } from '../policy.ts'
import { findDraft } from '../queries/drafts.ts'

type Context = Parameters<typeof worldOf>[0]

/** Who is at work in which catalogue; everybody but its authors is refused. */
export function requireStudio(context: Context, request: Request) {
  const actor = requireActor(context, request)
  const { publisherId, name } = studioOf(actor) ?? notYours()
  const { db, now } = worldOf(context)
  return { actor, publisherId, publisher: name, db, now: now() }
}

/** The same, with the draft that an address names. */
export async function requireDraft(context: Context, request: Request, id: string) {
  const studio = requireStudio(context, request)
  const draft = isId(id) ? await findDraft(studio.db, studio.publisherId, id) : null
  return { ...studio, draft: draft ?? notFound() }
}
