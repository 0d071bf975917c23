import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import type { World } from '../../../../platform/world.ts'
import { can } from '../../policy.ts'
import {
  findHoldings,
  findPeopleByAddress,
  holding,
  insertBulk,
  insertRows,
  updateRowCount,
  type CheckedRow,
} from '../../queries/bulk/check.ts'
import { deleteFile, deleteFilesBefore } from '../../queries/bulk/files.ts'
import { listItems } from '../../queries/bulk/items.ts'
import { columnsOf, type Columns, type Words } from '../../rules/bulk/columns.ts'
import { wordsOf } from '../../rules/bulk/csv.ts'
import { openItemBook, type ItemBook } from '../../rules/bulk/items.ts'
import { readRow, settle } from '../../rules/bulk/meaning.ts'
import { MOST_ROWS, type FileRefusal } from '../../rules/bulk/problems.ts'
import { readRows, Refused } from './rows.ts'

type Given = { db: Db; actor: Actor; now: Date }

/** `today` is the registrar's calendar day; `read` gives the file's bytes from the start, each time that it is called. */
export type SentFile = { orgId: string; fileName: string; today: string; read: () => AsyncIterable<Uint8Array> }

export type Checked =
  | { ok: true; bulkId: string }
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'refused'; refusal: FileRefusal }

/** Rows that are looked up and written in one go. */
const CHUNK = 5000

/** Rows of a spreadsheet, most of which may say nothing. */
const SHEET = 2 ** 20

/**
 * Reads a file of awards and writes down what each row would do; nothing is awarded. A file that cannot be read to its
 * end leaves nothing behind.
 */
export async function checkFile(given: Given, sent: SentFile): Promise<Checked> {
  if (!can(given.actor, { action: 'award in bulk', subject: { issuerId: sent.orgId } }))
    return { ok: false, reason: 'unknown' }
  try {
    return { ok: true, bulkId: await inTransaction(given.db, (tx) => write(tx, given, sent)) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: 'refused', refusal: error.refusal }
    throw error
  }
}

async function write(tx: Tx, { actor, now }: Given, { orgId, fileName, today, read }: SentFile): Promise<string> {
  const bulkId = newId()
  await insertBulk(tx, { orgId, id: bulkId, fileName, personId: actor.personId, now })
  const book = openItemBook(await listItems(tx, orgId))
  const named = new Set<string>()
  let rows = 0
  let awards = 0
  for await (const chunk of chunksOf(read())) {
    rows += chunk.length
    if (rows > MOST_ROWS) throw new Refused({ reason: 'too_many' })
    const checked = await lookUp(tx, orgId, chunk, { book, clock: { today, now }, named })
    awards += checked.filter(({ found }) => typeof found !== 'string').length
    await insertRows(tx, orgId, bulkId, checked)
  }
  if (rows === 0) throw new Refused({ reason: 'empty' })
  await updateRowCount(tx, orgId, bulkId, rows)
  await recordEvent(
    tx,
    { type: 'bulk.checked', orgId, subjectId: bulkId, actorId: actor.personId, payload: { rows, awards } },
    now,
  )
  return bulkId
}

type NumberedWords = { number: number; words: Words }

/** The rows that say something, some thousands at a time, numbered as a spreadsheet does: the names of the columns are 1. */
async function* chunksOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedWords[]> {
  let columns: Columns | null = null
  let chunk: NumberedWords[] = []
  for await (const rows of readRows(bytes))
    for (const { number, cells } of rows) {
      if (number > SHEET) throw new Refused({ reason: 'too_many' })
      if (cells.every((cell) => cell.trim() === '')) continue
      if (columns === null) {
        const found = columnsOf(cells)
        if ('reason' in found) throw new Refused(found)
        columns = found
        continue
      }
      chunk.push({ number, words: wordsOf(cells, columns) })
      if (chunk.length < CHUNK) continue
      yield chunk
      chunk = []
    }
  if (chunk.length > 0) yield chunk
}

/** `named` remembers what the rows before ask for. */
async function lookUp(
  tx: Tx,
  orgId: string,
  chunk: readonly NumberedWords[],
  { book, clock, named }: { book: ItemBook; clock: { today: string; now: Date }; named: Set<string> },
): Promise<CheckedRow[]> {
  const read = chunk.map((row) => ({ ...row, asked: readRow(row.words, book, clock) }))
  const addresses = new Set(read.flatMap(({ asked }) => (typeof asked === 'string' ? [] : [asked.email])))
  const people = await findPeopleByAddress(tx, [...addresses])
  const holdings = await findHoldings(tx, orgId, [...new Set(people.values())])
  return read.map(({ number, words, asked }) => {
    if (typeof asked === 'string') return { number, words, found: asked }
    const personId = people.get(asked.email) ?? null
    const key = holding(personId ?? '', asked.item.id)
    const found = settle(asked, { personId, holds: holdings.get(key) ?? null, before: named.has(key) })
    if (typeof found !== 'string') named.add(key)
    return { number, words, found }
  })
}

/** Throws a file away that was checked and not started; false when there is none, or none of this actor's. */
export async function discardFile(
  { db, actor, now }: Given,
  { orgId, bulkId }: { orgId: string; bulkId: string },
): Promise<boolean> {
  if (!can(actor, { action: 'award in bulk', subject: { issuerId: orgId } })) return false
  return inTransaction(db, async (tx) => {
    if (!(await deleteFile(tx, orgId, bulkId))) return false
    await recordEvent(
      tx,
      { type: 'bulk.discarded', orgId, subjectId: bulkId, actorId: actor.personId, payload: {} },
      now,
    )
    return true
  })
}

/** Files hold addresses of people, so they are forgotten a month after; the awards stay. Safe at any time. */
export async function forgetFiles({ db, now }: Pick<World, 'db' | 'now'>): Promise<void> {
  const day = now()
  day.setUTCMonth(day.getUTCMonth() - 1)
  await deleteFilesBefore(db, day)
}
