import { CsvError, parse, type Info } from 'csv-parse'
import { finished } from 'node:stream/promises'
import { delimiterOf } from '../../../people/rules/csv.ts'
import { LARGEST_FILE, LONGEST_ROW, type FileRefusal } from '../../rules/bulk/problems.ts'

/** Says, from any depth, why a file cannot be read. */
export class Refused extends Error {
  readonly refusal: FileRefusal
  constructor(refusal: FileRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

/** A row and its number, as a spreadsheet counts: from 1, with the empty ones. */
export type NumberedRow = { number: number; cells: string[] }

/**
 * The rows of a CSV file, as many at a time as come: cells parted by commas, semicolons or tabs, rows ended in any way.
 * Throws Refused when it is none.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedRow[]> {
  const text = textOf(bytes)
  let head = ''
  while (head.length < LONGEST_ROW && !/[\r\n]/.test(head)) {
    const { done, value } = await text.next()
    if (done) break
    head += value
  }
  const parser = parse({
    delimiter: delimiterOf(head.slice(0, LONGEST_ROW)),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LONGEST_ROW,
  })
  let rows: NumberedRow[] = []
  // One by one, as the parser would hand them out itself, takes much longer.
  parser.on('data', ({ info, record }: { info: Info; record: string[] }) =>
    rows.push({ number: info.records + info.empty_lines, cells: record }),
  )
  const ended = finished(parser)
  ended.catch(() => undefined)
  const taken = (): NumberedRow[] => {
    const some = rows
    rows = []
    return some
  }
  try {
    for await (const piece of withHead(head, text)) {
      await Promise.race([new Promise((written) => parser.write(piece, written)), ended])
      yield taken()
    }
    parser.end()
    await ended
    yield taken()
  } catch (error) {
    throw error instanceof CsvError
      ? new Refused({ reason: 'row_endless', row: parser.info.records + parser.info.empty_lines + 1 })
      : error
  } finally {
    parser.destroy()
  }
}

async function* withHead(head: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== '') yield head
  yield* text
}

/** UTF-8, or UTF-16 where the file says so. A damaged letter is no letter: what is no text is refused, not guessed. */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let count = 0
  try {
    for await (const chunk of bytes) {
      count += chunk.length
      if (count > LARGEST_FILE) throw new Refused({ reason: 'too_large' })
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder !== null) yield decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? new Refused({ reason: 'not_text' }) : error
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
