/** What can keep a file of awards, or one row of it, from being recorded; and the sentence for each. */

export const LARGEST_FILE = 20 * 1000 * 1000
export const MOST_ROWS = 200_000
/** Letters of one row; a row that goes on for longer has lost its end. */
export const LONGEST_ROW = 100_000

const ROW_PROBLEMS = {
  unreadable: 'This row holds a character that no text has. Type the row again.',
  address_missing: 'The e-mail address is missing.',
  address_unknown: 'Nobody here has this e-mail address. Look for a slip in it, or have the person added first.',
  item_missing: 'What was earned is missing.',
  item_unknown: 'Nothing in the catalogue has this name. Write the title exactly, or the last part of its address.',
  item_ambiguous: 'More than one thing has this name. Write the end of its address, such as stacks/instruction.',
  item_unpublished: 'This is still being written, or was withdrawn, so it cannot be awarded.',
  day_unreadable: 'This is no date that can be told for sure. Write it as 2024-05-31.',
  day_future: 'This date has not come yet.',
  day_early: 'This date is before the year 2000.',
  hours_unreadable: 'This is no number of hours. Write it as 1.5.',
  hours_outside: 'The hours are fewer or more than this can take.',
  withdrawn: 'This person had it, and it was suspended or revoked. Reinstate it in the register.',
  held: 'This person has it already.',
  twice: 'The same person and the same award stand further up in this file.',
} as const

/** Why a row is not awarded. */
export type RowProblem = keyof typeof ROW_PROBLEMS

/** In the order in which a row is looked at. */
export const rowProblems = Object.keys(ROW_PROBLEMS) as RowProblem[]

export const problemInWords = (problem: string): string =>
  (ROW_PROBLEMS as Partial<Record<string, string>>)[problem] ?? 'This row was not recorded.'

/** Why a file cannot be checked at all; `row` counts as a spreadsheet does. */
export type FileRefusal =
  | { reason: 'missing' | 'broke_off' | 'empty' | 'not_text' | 'too_large' | 'too_many' }
  | { reason: 'no_header' | 'no_address_column' | 'no_item_column' }
  | { reason: 'column_twice'; first: string; second: string }
  | { reason: 'row_endless'; row: number }

const NAMES = 'The first row must name the columns: e-mail, micro-credential and, if you like, date and hours.'

export function refusalInWords(refusal: FileRefusal): string {
  switch (refusal.reason) {
    case 'missing':
      return 'Choose a file first.'
    case 'broke_off':
      return 'The file broke off on its way. Send it again.'
    case 'empty':
      return 'This file has no rows. Each award takes one, below the row that names the columns.'
    case 'not_text':
      return 'This is not a text file. In your spreadsheet choose “Save as”, then “CSV UTF-8”.'
    case 'too_large':
      return 'This file is larger than 20 MB. Split it and check each half.'
    case 'too_many':
      return 'This file has more than 200,000 rows. Split it and check each half.'
    case 'no_header':
      return NAMES
    case 'no_address_column':
      return `No column is named e-mail. ${NAMES}`
    case 'no_item_column':
      return `No column says what was earned. ${NAMES}`
    case 'column_twice':
      return `The columns “${refusal.first}” and “${refusal.second}” say the same thing. Keep one of them.`
    case 'row_endless':
      return `Row ${refusal.row} does not end: it is very long, or a quotation mark opens there and is never closed.`
  }
}
