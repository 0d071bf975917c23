import { v7 } from 'uuid'

/** A new UUIDv7: sorts by time, and is made here because PostgreSQL 15 cannot make one. */
export const newId = (): string => v7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from a URL can be an id at all, so that nonsense is a 404 and never a database error. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text)
