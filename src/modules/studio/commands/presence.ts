import { can } from '../policy.ts'
import { findDraft, findSection } from '../queries/drafts.ts'
import { listPresent, markPresent } from '../queries/writing.ts'
import { tidySection } from '../rules/fields/reading.ts'
import { isSectionOf, type SectionContent } from '../rules/sections.ts'
import type { Given } from './drafting.ts'

/** A page that is open says so every 20 seconds; who was not heard of for so long has gone. */
const GONE_AFTER = 60_000

export type Seen = {
  revision: number
  content: SectionContent
  savedBy: string
  savedAt: Date
  /** The names of the others who have this section open now */
  others: string[]
}

/** Says that somebody has a section open, and answers with how it stands and who else has; null: there is none. */
export async function lookIn(
  { db, actor, publisherId, now }: Given,
  { draftId, section }: { draftId: string; section: string },
): Promise<Seen | null> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return null
  const draft = await findDraft(db, publisherId, draftId)
  if (draft === null || !isSectionOf(draft.kind, section)) return null
  const place = { orgId: publisherId, draftId, section }
  await markPresent(db, place, actor.personId, now)
  const since = new Date(now.getTime() - GONE_AFTER)
  const [saved, present] = await Promise.all([
    findSection(db, publisherId, draftId, section),
    listPresent(db, { orgId: publisherId, draftId, but: actor.personId, since }),
  ])
  if (saved === null) return null
  const read = tidySection(section, saved.content)
  return {
    revision: saved.revision,
    content: read.ok ? read.content : saved.content,
    savedBy: saved.savedBy.name,
    savedAt: saved.savedAt,
    others: present.filter((other) => other.section === section).map(({ name }) => name),
  }
}
