import { createTransport } from 'nodemailer'
import { v5 } from 'uuid'
import { z } from 'zod'
import type { Db, Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { enqueue } from './jobs.ts'

/** `headers` are lines for mail programs beside ours; `fileId` is a file that keepFile has put by. */
export type Letter = {
  to: string
  subject: string
  body: string
  headers?: Readonly<Record<string, string>>
  fileId?: string
}

/**
 * Puts a letter into the outbox as part of the caller's transaction; a job sends it. A job that may run twice gives the
 * id itself (letterId): a letter of that id is written and sent once.
 */
export async function queueMail(tx: Tx, letter: Letter, now: Date, id: string = newId()): Promise<void> {
  const written = await tx
    .insertInto('mail')
    .values({
      id,
      to_address: letter.to,
      subject: letter.subject,
      body: letter.body,
      headers: JSON.stringify(letter.headers ?? {}),
      file_id: letter.fileId ?? null,
      created_at: now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written !== undefined) await enqueue(tx, 'platform.send-mail', { id })
}

/** Puts a file by for letters to carry, once for all of them. A job that may run twice gives the id itself. */
export async function keepFile(
  tx: Tx,
  { id, name, mediaType, bytes }: { id: string; name: string; mediaType: string; bytes: Uint8Array },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('mail_file')
    .values({ id, name, media_type: mediaType, bytes: Buffer.from(bytes), created_at: now })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute()
}

/** Lets go of files that were put by before a moment; their letters stay in the outbox without them. */
export async function forgetMailFiles(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('mail_file').where('created_at', '<', before).execute()
}

const headersShape = z.record(z.string(), z.string())

/** The one id of the letter that a job writes about an event. */
export const letterId = (task: string, eventId: string): string => v5(task, eventId)

export type MailSettings = { smtpUrl: string | null; mailFrom: string }

/** Sends one letter of the outbox. Without a mail server it stays there to be read at /dev/mail. Throws when the server refuses, so that it is tried again. */
export async function sendMail(db: Db, settings: MailSettings, payload: unknown, now: Date): Promise<void> {
  if (settings.smtpUrl === null) return
  const { id } = z.object({ id: z.string() }).parse(payload)
  const letter = await db
    .selectFrom('mail')
    .leftJoin('mail_file as file', 'file.id', 'mail.file_id')
    .selectAll('mail')
    .select(['file.name as fileName', 'file.media_type as fileType', 'file.bytes as fileBytes'])
    .where('mail.id', '=', id)
    .where('mail.state', '=', 'queued')
    .executeTakeFirst()
  if (letter === undefined) return
  const transport = createTransport(settings.smtpUrl)
  try {
    await transport.sendMail({
      from: settings.mailFrom,
      to: letter.to_address,
      subject: letter.subject,
      text: letter.body,
      messageId: `<${id}@mintmark>`,
      headers: headersShape.parse(letter.headers),
      attachments:
        letter.fileName === null || letter.fileType === null || letter.fileBytes === null
          ? []
          : [{ filename: letter.fileName, contentType: letter.fileType, content: letter.fileBytes }],
    })
    await db
      .updateTable('mail')
      .set({ state: 'sent', sent_at: now, attempts: letter.attempts + 1, last_error: null })
      .where('id', '=', id)
      .execute()
  } catch (error) {
    await db
      .updateTable('mail')
      .set({ attempts: letter.attempts + 1, last_error: String(error) })
      .where('id', '=', id)
      .execute()
    throw error
  } finally {
    transport.close()
  }
}

/** The newest letters first, for /dev/mail. */
export const listMail = (db: Db, most: number) =>
  db
    .selectFrom('mail')
    .select(['id', 'to_address', 'subject', 'body', 'state', 'created_at'])
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute()
