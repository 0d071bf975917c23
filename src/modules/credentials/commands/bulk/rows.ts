import { CsvError, parse } from 'csv-parse'
import { pipeline, Readable } from 'node:stream'
import { delimiterOf } from '../../rules/bulk/csv.ts'
import { LARGEST_FILE, LONGEST_ROW, type FileRefusal } from '../../rules/bulk/problems.ts'

/** Says, from any depth, why a file cannot be read. */
export class Refused extends Error {
  readonly refusal: FileRefusal
  constructor(refusal: FileRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

/**
 * The rows of a CSV file, as they come: cells parted by commas, semicolons or tabs, rows ended in any way, empty ones
 * too, so that the numbers are those of a spreadsheet. Throws Refused when it is none.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
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
    max_record_size: LONGEST_ROW,
  })
  const whole = async function* () {
    if (head !== '') yield head
    yield* text
  }
  // Whoever stops reading, or sends what cannot be read, ends both; the loop below throws what went wrong.
  pipeline(Readable.from(whole()), parser, () => undefined)
  try {
    yield* parser as AsyncIterable<string[]>
  } catch (error) {
    throw error instanceof CsvError ? new Refused({ reason: 'row_endless', row: parser.info.records + 1 }) : error
  }
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
