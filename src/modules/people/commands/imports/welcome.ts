import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { enqueue } from '../../../../platform/events/jobs.ts'
import { letterId, queueMail } from '../../../../platform/events/mail.ts'
import { listWelcomed } from '../../queries/imports/welcome.ts'

type Given = { db: Db; now: Date; publicUrl: string }

/** Letters of one transaction. */
const BATCH = 200
export const WELCOME = 'people.welcome-batch'

/**
 * Writes the next letters to those whom a file added, where the admin asked for it, and goes on with the rest in a job
 * of its own. Whoever lost the role meanwhile gets none. Safe to run twice: a letter has one id.
 */
export async function welcomeImported(
  { db, now, publicUrl }: Given,
  { orgId, importId, after }: { orgId: string; importId: string; after: number },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const people = await listWelcomed(tx, { orgId, importId, after, limit: BATCH })
    for (const { personId, name, email, organisation } of people)
      await queueMail(
        tx,
        {
          to: email,
          subject: `${organisation} added you to Mintmark`,
          body: `Dear ${name},\n\n${organisation} gave you a place in Mintmark, where educators' micro-credentials are worked on, assessed and awarded.\n\nSign in with a link that we mail to this address:\n${publicUrl}/sign-in\n`,
        },
        now,
        letterId(`${WELCOME} ${personId}`, importId),
      )
    const last = people.at(-1)
    if (last !== undefined && people.length === BATCH)
      await enqueue(
        tx,
        WELCOME,
        { orgId, importId, after: last.number },
        { key: `${WELCOME} ${importId} ${last.number}` },
      )
  })
}
