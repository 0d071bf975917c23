import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'

/** A value of a row as COPY reads it (text format). */
export type Cell = string | number | null

const MARKS: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
/** Nearly no cell holds one of them, and to look is quicker than to replace nothing. */
const MARKED = /[\\\n\r\t]/
const written = (cell: Cell): string => {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return String(cell)
  return MARKED.test(cell) ? cell.replace(/[\\\n\r\t]/g, (sign) => MARKS[sign] ?? sign) : cell
}

export function rowOf(cells: readonly Cell[]): string {
  let row = ''
  for (const [at, cell] of cells.entries()) row += at === 0 ? written(cell) : `\t${written(cell)}`
  return `${row}\n`
}

/** An array of texts as PostgreSQL reads it inside a row. */
export const arrayOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`

export const bytesOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

const CHUNK = 500

/** Writes rows into a table in one go; a row that does not fit refuses all of them. */
export async function copyRows(client: Client, into: string, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return
  const stream = client.query(from(`copy ${into} from stdin`))
  const done = finished(stream)
  for (let at = 0; at < rows.length; at += CHUNK)
    if (!stream.write(rows.slice(at, at + CHUNK).join('')))
      await Promise.race([new Promise((go) => stream.once('drain', go)), done])
  stream.end()
  await done
}
