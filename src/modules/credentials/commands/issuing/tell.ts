import { findPrimaryEmail } from '../../../people/queries/people.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { letterId, queueMail } from '../../../../platform/events/mail.ts'
import type { World } from '../../../../platform/world.ts'
import { findListedAward } from '../../queries/awards.ts'
import { collectionTitle } from '../../rules/achievement.ts'
import { BECAUSE, type ReissueCause } from '../../rules/issuing/reissue.ts'

/** Tells a person that a credential of theirs was replaced, so that they take the new files along. Once per event. */
export async function tellReplaced(
  { db, config, now }: Pick<World, 'db' | 'config' | 'now'>,
  about: { eventId: string; orgId: string; awardId: string; credentialId: string; because: ReissueCause },
): Promise<void> {
  const award = await findListedAward(db, about.orgId, about.awardId)
  const address = award === null ? null : await findPrimaryEmail(db, award.personId)
  if (award === null || address === null) return
  const title = collectionTitle(award.kind, award.title)
  const body = [
    `The credential of “${title}” was replaced by a new one, with its old date. ${BECAUSE[about.because]}.`,
    'What you earned stays yours. The files that you gave to others stay real, but whoever checks them is told that they were replaced and is led to the new one.',
    `Take the new files along:\n${config.publicUrl}/credentials/${about.credentialId}`,
  ].join('\n\n')
  const letter = { to: address.email, subject: `Replaced: ${title}`, body }
  const id = letterId('credentials.tell-replaced', about.eventId)
  await inTransaction(db, (tx) => queueMail(tx, letter, now(), id))
}
