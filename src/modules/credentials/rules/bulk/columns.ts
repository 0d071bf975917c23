import type { FileRefusal } from './problems.ts'

/** What a row says, as it stands in the file; a column that is not there says nothing. */
export type Words = { email: string; item: string; day: string; hours: string }

/** The place of each column that means something; null where an optional one is not there. */
export type Columns = { [Name in keyof Words]: Name extends 'email' | 'item' ? number : number | null }

/** Letters alone: "E-mail address" is called emailaddress. */
const CALLED: Record<keyof Words, readonly string[]> = {
  email: ['email', 'mail', 'emailaddress', 'mailaddress'],
  item: ['microcredential', 'stack', 'badge', 'microcredentialstackorbadge', 'award'],
  day: ['date', 'day', 'earnedon', 'awardedon', 'dateearned', 'dateawarded', 'awarddate', 'issuedon'],
  hours: ['hours', 'hour', 'hrs', 'clockhours', 'contacthours'],
}

/** A column of this name may hold streets; it is read where none is called e-mail. */
const ADDRESS = 'address'

const lettersOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')

/** Finds the columns by their names, in any order and case; others may stand between them and mean nothing. */
export function columnsOf(header: readonly string[]): Columns | FileRefusal {
  if (header.some((name) => name.includes('@'))) return { reason: 'no_header' }
  const found: { [Name in keyof Words]: number | null } = { email: null, item: null, day: null, hours: null }
  for (const [place, name] of header.entries()) {
    const letters = lettersOf(name)
    for (const column of ['email', 'item', 'day', 'hours'] as const) {
      if (!CALLED[column].includes(letters)) continue
      const before = found[column]
      if (before !== null) return { reason: 'column_twice', first: shown(header[before] ?? ''), second: shown(name) }
      found[column] = place
    }
  }
  const { item } = found
  const address = header.findIndex((name) => lettersOf(name) === ADDRESS)
  const email = found.email ?? (address === -1 ? null : address)
  if (email === null) return { reason: item === null ? 'no_header' : 'no_address_column' }
  return item === null ? { reason: 'no_item_column' } : { ...found, email, item }
}

const shown = (name: string): string => name.trim().slice(0, 40)
