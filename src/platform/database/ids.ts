import { randomUUID } from 'node:crypto'

/** Ids of one millisecond are counted, and what is counted beyond the room for it borrows from the next. */
const COUNTS = Array.from({ length: 0x1000 }, (_, count) => count.toString(16).padStart(3, '0'))
let millisecond = 0
let count = 0
let begun = ''

/**
 * A new UUIDv7: later ones of this process sort later. Made here because PostgreSQL 15 cannot make one, and from the
 * random numbers that Node keeps ready for a UUIDv4.
 */
export function newId(): string {
  const now = Date.now()
  count += 1
  if (now > millisecond || count === COUNTS.length) {
    millisecond = Math.max(now, millisecond + 1)
    count = 0
    const time = millisecond.toString(16).padStart(12, '0')
    begun = `${time.slice(0, 8)}-${time.slice(8)}-7`
  }
  return `${begun}${COUNTS[count]}${randomUUID().slice(18)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from a URL can be an id at all, so that nonsense is a 404 and never a database error. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text)
