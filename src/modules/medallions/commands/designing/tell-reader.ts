import { findPrimaryEmail } from '../../../people/queries/people.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { letterId, queueMail } from '../../../../platform/events/mail.ts'
import { findDraft, listReaders } from '../../queries/drafts.ts'
import { LONGEST } from '../../rules/content.ts'

type Given = { db: Db; now: Date; publicUrl: string }
type About = { eventId: string; draftId: string; personId: string }

/** Tells a colleague that a draft waits for their word. Once per asking, and not when it is closed or they are asked no more. */
export async function tellReader({ db, now, publicUrl }: Given, { eventId, draftId, personId }: About): Promise<void> {
  const draft = await findDraft(db, draftId)
  if (draft === null) return
  const reader = (await listReaders(db, draft.orgId, draftId)).find(({ id }) => id === personId)
  const address = await findPrimaryEmail(db, personId)
  if (reader === undefined || address === null) return
  const { content, organisation } = draft
  // In a draft it may be a page long.
  const title = content.title.trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST.title)
  const named = title === '' ? 'a new medallion' : `“${title}”`
  const body = [
    `${organisation.name} is designing ${named}, and you are asked to read the draft.`,
    'Say what you would change: of one pick, or of the whole. Only the colleagues who design it and read it see what you write.',
    `The draft:\n${publicUrl}/design/${draftId}/read`,
  ].join('\n\n')
  const letter = { to: address.email, subject: `Please read: ${named}`, body }
  await inTransaction(db, (tx) => queueMail(tx, letter, now, letterId('medallions.tell-reader', eventId)))
}
