import { medallionDraftShape, type MedallionContent } from '../content.ts'

/** In letters, as it is kept. The examples have 6,000; every text that may be published, 30,000. */
const LONGEST_DRAFT = 200_000

export type ReadDraft =
  | { ok: true; content: MedallionContent }
  /**
   * too_long: a text of more than 10,000 letters, or all of them together more than can be kept; too_many: a list of more
   * than 60; malformed: no draft of a medallion
   */
  | { ok: false; reason: 'too_long' | 'too_many' | 'malformed' }

/** The draft that came from outside. An empty choice, term or note is none. */
export function readDraft(value: unknown): ReadDraft {
  const read = medallionDraftShape.safeParse(value)
  if (read.success) {
    const content = withoutEmpty(read.data)
    return JSON.stringify(content).length > LONGEST_DRAFT ? { ok: false, reason: 'too_long' } : { ok: true, content }
  }
  const large = read.error.issues.find(({ code }) => code === 'too_big')
  if (large === undefined) return { ok: false, reason: 'malformed' }
  return { ok: false, reason: 'origin' in large && large.origin === 'array' ? 'too_many' : 'too_long' }
}

/** A draft that was stored; throws when it is none. */
export const draftOf = (stored: unknown): MedallionContent => withoutEmpty(medallionDraftShape.parse(stored))

const withoutEmpty = ({ note, picks, ...content }: MedallionContent): MedallionContent => ({
  ...content,
  ...(note === undefined || note.trim() === '' ? {} : { note }),
  picks: picks.map(({ group, when, ...pick }) => ({
    ...pick,
    ...(group === undefined || group === '' ? {} : { group }),
    ...(when === undefined || when.trim() === '' ? {} : { when }),
  })),
})

/** A draft as it would be published: no space around any text, nothing optional that is empty. */
export const tidyDraft = (content: MedallionContent): MedallionContent =>
  withoutEmpty(trimmed(content) as MedallionContent)

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(trimmed)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)]))
    : value
}
