import { getVersion } from '../../catalogue/queries/versions.ts'
import { findPrimaryEmail } from '../../people/queries/people.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { letterId, queueMail } from '../../../platform/events/mail.ts'
import { findPursuit } from '../queries/pursuits.ts'
import { findAttempt, listDecisions } from '../queries/submissions.ts'

type Given = { db: Db; now: Date; publicUrl: string }
/** The event that is told about, and the submission it happened to. */
type About = { eventId: string; orgId: string; submissionId: string }

/** Who is to be told, and of what; null when the submission is gone or its educator has no address. */
async function loadAddressee({ db, publicUrl }: Given, { orgId, submissionId }: About) {
  const attempt = await findAttempt(db, orgId, submissionId)
  const pursuit = attempt === null ? null : await findPursuit(db, attempt.pursuitId)
  if (attempt === null || pursuit === null) return null
  const address = await findPrimaryEmail(db, pursuit.personId)
  if (address === null) return null
  const { content } = await getVersion(db, pursuit.publisherId, pursuit.versionId)
  return { to: address.email, attempt, pursuit, title: content.title, link: `${publicUrl}/pursuits/${pursuit.id}` }
}

/** Tells an educator that their submission has arrived and by when it is decided. Once per event, however often it runs. */
export async function tellReceived(given: Given, about: About): Promise<void> {
  const found = await loadAddressee(given, about)
  if (found === null || found.attempt.state === 'withdrawn' || found.attempt.dueAt === null) return
  const { to, title, link, attempt, pursuit } = found
  const due = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: pursuit.timeZone,
  })
  const body = [
    `Your submission for “${title}” has arrived. Assessors know it only as ${attempt.code}.`,
    `You get a decision by ${due.format(found.attempt.dueAt)}. Until somebody begins to assess it, you can take it back.`,
    `Where it is now:\n${link}`,
  ].join('\n\n')
  const id = letterId('submissions.tell-received', about.eventId)
  await inTransaction(given.db, (tx) => queueMail(tx, { to, subject: `Received: ${title}`, body }, given.now, id))
}

/** Tells an educator that their submission is decided, and what to do next; the feedback itself stays behind the sign-in. */
export async function tellDecided(given: Given, about: About): Promise<void> {
  const found = await loadAddressee(given, about)
  if (found === null) return
  const { to, title, link, pursuit } = found
  const decisions = await listDecisions(given.db, about.orgId, pursuit.id)
  const decision = decisions.find(({ submissionId }) => submissionId === about.submissionId)
  if (decision === undefined) return
  const unmet = decision.criteria.filter(({ met }) => !met).length
  const body =
    decision.outcome === 'earned'
      ? `You have earned “${title}”. Congratulations.\n\nWhat your assessor wrote, and your credential:\n${link}`
      : [
          `Not yet: ${unmet === 1 ? 'one criterion' : `${unmet} criteria`} of “${title}” to work on.`,
          'What you met stays met. Your assessor wrote beside each of the others what to do next.',
          `Read it and start the next attempt when you are ready:\n${link}`,
        ].join('\n\n')
  const subject = decision.outcome === 'earned' ? `Earned: ${title}` : `Not yet: ${title}`
  const id = letterId('submissions.tell-decided', about.eventId)
  await inTransaction(given.db, (tx) => queueMail(tx, { to, subject, body }, given.now, id))
}
