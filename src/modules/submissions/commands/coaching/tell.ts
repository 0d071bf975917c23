import { findPrimaryEmail } from '../../../people/queries/people.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { letterId, queueMail } from '../../../../platform/events/mail.ts'
import { findRequest } from '../../queries/coaching/requests.ts'
import { isOpen } from '../../rules/coaching/coaching.ts'

type Given = { db: Db; now: Date; publicUrl: string }
type About = { eventId: string; requestId: string }

/** Tells a coach that somebody asks them to read a draft. What is asked stays behind the sign-in. */
export async function tellCoach({ db, now, publicUrl }: Given, { eventId, requestId }: About): Promise<void> {
  const request = await findRequest(db, requestId)
  if (request === null || !isOpen(request)) return
  const address = await findPrimaryEmail(db, request.coachId)
  if (address === null) return
  const { personName, title } = request
  const body = [
    `${personName} asks you to read a draft of “${title}” before it is handed in.`,
    'There is nothing to score. What you write is for them alone.',
    `Read it here:\n${publicUrl}/coaching/${requestId}`,
  ].join('\n\n')
  const letter = { to: address.email, subject: `${personName} asks you to read a draft`, body }
  await inTransaction(db, (tx) => queueMail(tx, letter, now, letterId('submissions.tell-coach', eventId)))
}

/** Tells an educator that their coach has read the draft. */
export async function tellCoached({ db, now, publicUrl }: Given, { eventId, requestId }: About): Promise<void> {
  const request = await findRequest(db, requestId)
  if (request === null) return
  const address = await findPrimaryEmail(db, request.personId)
  if (address === null) return
  const { coachName, title, pursuitId } = request
  const body = [
    `${coachName} has read your draft of “${title}” and written to you. Nobody else can see it.`,
    `It stands beside your words:\n${publicUrl}/pursuits/${pursuitId}/check`,
  ].join('\n\n')
  const letter = { to: address.email, subject: `${coachName} has read your draft`, body }
  await inTransaction(db, (tx) => queueMail(tx, letter, now, letterId('submissions.tell-coached', eventId)))
}
