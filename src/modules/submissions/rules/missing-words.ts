import type { PartKind } from '../../catalogue/rules/content.ts'
import type { Missing, Statement } from './readiness.ts'

export const PART_NAMES: Record<PartKind, string> = {
  product: 'Product',
  reflection: 'Reflection',
  application: 'Application',
}

/** What an educator confirms before handing in, each by itself. */
export const STATEMENT_TEXTS: Record<Statement, string> = {
  own_work: 'This is my own work. Where it holds what others made or said, I say so.',
  no_identities: 'Nothing in it identifies a student, unless the permission my school asks for was given.',
  may_be_read: 'Assessors may read it. They see neither my name nor my school.',
}

const words = (count: number): string => `${count} ${count === 1 ? 'word' : 'words'}`

/** "Reflection, r1: 133 more words". */
export function missingInWords(missing: Missing): string {
  switch (missing.kind) {
    case 'changed_note':
      return 'Say what you changed since the last attempt'
    case 'statement':
      return `Confirm: ${STATEMENT_TEXTS[missing.statement]}`
    case 'empty':
      return `${place(missing)}: nothing here yet`
    case 'too_short':
      return `${place(missing)}: ${words(missing.words).replace(' ', ' more ')}`
    case 'too_long':
      return `${place(missing)}: ${words(missing.words)} too many`
    case 'uploading':
      return `${place(missing)}: ${missing.name} is still uploading`
    case 'two_texts':
      return `${place(missing)}: choose between the two texts`
  }
}

const place = ({ part, promptId }: { part: PartKind; promptId: string }): string => `${PART_NAMES[part]}, ${promptId}`

/** The very control that is missing something, from any page of the pursuit. */
export function missingHref(missing: Missing, pursuitId: string): string {
  if (missing.kind === 'changed_note') return `/pursuits/${pursuitId}/check#field-changed_note`
  if (missing.kind === 'statement') return `/pursuits/${pursuitId}/check#field-${missing.statement}`
  return `/pursuits/${pursuitId}/${missing.part}#prompt-${missing.promptId}`
}
