import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { letterId, queueMail, type Letter } from '../../../platform/events/mail.ts'
import { transferOf, type Elsewhere } from '../queries/belonging.ts'
import { findInvitation, writeLink, type Invitation } from '../queries/invitations.ts'
import { findPersonByEmail } from '../queries/people.ts'
import { asRole, INVITATION_DAYS } from '../rules/invitation.ts'
import { hashOf, newToken } from './tokens.ts'

/** Writes the letter of an invitation, with the one link that works. Once, however often it runs. */
export async function tellInvited(
  { db, now, publicUrl }: { db: Db; now: Date; publicUrl: string },
  {
    eventId,
    orgId,
    invitationId: id,
    letter,
  }: { eventId: string; orgId: string; invitationId: string; letter: number },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const invitation = await findInvitation(tx, id)
    const token = newToken()
    if (invitation === null || !(await writeLink(tx, { orgId, id, letter, hash: hashOf(token) }))) return
    const personId = invitation.kind === 'educator' ? await findPersonByEmail(tx, invitation.email) : null
    const ends = personId === null ? [] : await transferOf(tx, personId, orgId)
    const link = `${publicUrl}/invitations/${token}`
    await queueMail(tx, letterOf(invitation, ends, link), now, letterId('people.tell-invited', eventId))
  })
}

function letterOf(invitation: Invitation, ends: Elsewhere[], link: string): Letter {
  const { organisationName, invitedBy, kind, email } = invitation
  const days = `The link works once, for ${INVITATION_DAYS} days. If you did not expect this, you need do nothing.`
  if (ends.length > 0)
    return {
      to: email,
      subject: `Do you move to ${organisationName}?`,
      body: [
        `${invitedBy} says that you work at ${organisationName} now. Nothing changes until you say so.`,
        `If you accept, your role as an educator ends at ${ends.map((role) => role.organisationName).join(' and ')} and begins at ${organisationName}. Your awards, your plan and the work that you have begun come with you.`,
        `Accept or decline here:\n${link}`,
        days,
      ].join('\n\n'),
    }
  return {
    to: email,
    subject: `${organisationName} invites you to Mintmark`,
    body: [
      `${invitedBy} invites you to be ${asRole(kind)} of ${organisationName} in Mintmark, where educators' micro-credentials are worked on, assessed and awarded.`,
      `Accept or decline here:\n${link}`,
      days,
    ].join('\n\n'),
  }
}
