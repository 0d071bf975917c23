/** What can keep a row, or a whole file, from being taken in; and the sentence for each. */

export const LARGEST_CSV = 10_000_000
export const LARGEST_ZIP = 60_000_000
export const MOST_PEOPLE = 50_000
export const MOST_SCHOOLS = 5000
/** Of one file of a ZIP, pupils and all */
export const MOST_ROWS = 1_000_000

/** `whole`: nothing is taken in before it is mended. `detail` is what the file says there, or where else to look. */
export type Problem = { whole: boolean; file: string; line: number; problem: ProblemKind; detail: string }

const ROWS = {
  address_missing: () => 'The e-mail address is missing. Without one nobody can sign in.',
  address_wrong: (detail: string) => `“${detail}” is no whole e-mail address.`,
  address_taken: (detail: string) => `The address ${detail} belongs to somebody else here.`,
  name_missing: () => 'The name is missing.',
  name_differs: (detail: string) => `The same address stands in line ${detail} with another name.`,
  cells_many: (detail: string) =>
    `This row has a cell more than there are columns: “${detail}”. Quote a cell that holds the sign that parts cells.`,
  twice: (detail: string) => `The same person, school and role stand in line ${detail} already.`,
  same_person: (detail: string) => `This is the person of line ${detail}: both addresses are theirs.`,
  id_twice: (detail: string) => `The same id stands in line ${detail} already.`,
  id_missing: () => 'The sourcedId is missing.',
  field_missing: (detail: string) => `The ${detail} is missing; OneRoster requires it.`,
  role_missing: () => 'The role is missing. Write educator or leader.',
  role_unknown: (detail: string) => `“${detail}” is no role that Mintmark knows. Write educator or leader.`,
  role_type_wrong: (detail: string) => `“${detail}” is no roleType. It is primary or secondary.`,
  admin_not_taken: () => 'Admins come in only when you tick it above the file.',
  admin_below: () => 'Only the district itself has admins, not one of its schools.',
  status_in_bulk: () => 'In a bulk file the status is empty or active. To take somebody out, leave the row out.',
  status_wrong: (detail: string) => `“${detail}” is no status. In a delta file it is active or tobedeleted.`,
  modified_wrong: (detail: string) => `“${detail}” is no dateLastModified. Write it as 2026-11-24T09:00:00.000Z.`,
  enabled_wrong: (detail: string) => `“${detail}” is no enabledUser. It is true or false.`,
  day_wrong: (detail: string) => `“${detail}” is no date. Write it as 2026-08-31.`,
  person_unknown: (detail: string) => `No user has the sourcedId “${detail}”, in this file or in an earlier one.`,
  organisation_unknown: (detail: string) => `No org has the sourcedId “${detail}”, in this file or in an earlier one.`,
  school_ambiguous: (detail: string) =>
    `More than one school is called “${detail}”. Write the district before it: District / ${detail}.`,
  school_other: (detail: string) => `“${detail}” is another school than the one that this file is for.`,
  school_missing: (detail: string) => `There is no “${detail}” that this school could belong to.`,
} as const

const WHOLE = {
  org_wrong: (detail: string) => `This org cannot be read: ${detail}.`,
  parent_missing: (detail: string) => `Its parent “${detail}” is no org, in this file or in an earlier one.`,
  cycle: (detail: string) => `These orgs are each other’s parents, in a circle: ${detail}.`,
  same_name: (detail: string) =>
    `More than one school here is called “${detail}”, and nothing tells which is meant. Give one of them another name in Mintmark first.`,
  districts: (detail: string) =>
    `The file holds more than one district: ${detail}. Each district is taken in by itself.`,
  target_missing: (detail: string) => `The file says nothing of “${detail}”, the school that you chose.`,
  root_kind: () => 'The file speaks of a district, but you keep a single school. Choose a file of that school.',
} as const

const ALL = { ...ROWS, ...WHOLE }
export type ProblemKind = keyof typeof ALL

export const problemKinds = Object.keys(ALL) as ProblemKind[]

/** The sentence for a problem; one that this version does not know any more gets a plain one. */
export const problemInWords = (problem: string, detail: string): string =>
  (ALL as Partial<Record<string, (detail: string) => string>>)[problem]?.(detail) ?? 'This row cannot be taken in.'

/** Why a file cannot be read at all. `file` and `line` where one of a ZIP is to blame. */
export type FileRefusal =
  | {
      reason:
        'missing' | 'broke_off' | 'empty' | 'not_text' | 'too_large' | 'too_many' | 'too_many_schools' | 'workbook'
    }
  | { reason: 'columns_missing'; columns: string; file: string }
  | { reason: 'column_twice'; first: string; second: string }
  | { reason: 'row_endless'; line: number; file: string }
  | { reason: 'zip_broken'; says: string; file: string }
  | { reason: 'manifest_missing' | 'nothing_in_it' }
  | { reason: 'manifest_wrong'; says: string; line: number }
  | { reason: 'version'; version: string }
  | { reason: 'file_missing'; file: string; mode: string }

export function refusalInWords(refusal: FileRefusal): string {
  switch (refusal.reason) {
    case 'missing':
      return 'Choose a file first.'
    case 'broke_off':
      return 'The file broke off on its way. Send it again.'
    case 'empty':
      return 'This file has no rows. Each person takes one, below the row that names the columns.'
    case 'not_text':
      return 'This is not a text file. In your spreadsheet choose “Save as”, then “CSV UTF-8”.'
    case 'workbook':
      return 'This is a workbook. In your spreadsheet choose “Save as”, then “CSV UTF-8”.'
    case 'too_large':
      return 'This file is too large: a CSV may have 10 MB, a ZIP 60 MB. Send one school, or one file, at a time.'
    case 'too_many':
      return 'This file holds more than 50,000 people. Send one district, or one school, at a time.'
    case 'too_many_schools':
      return 'This file names more than 5,000 schools. Is the column of the schools the right one?'
    case 'columns_missing':
      return `${where(refusal)}these columns are missing: ${refusal.columns}. The first row must name them.`
    case 'column_twice':
      return `The columns “${refusal.first}” and “${refusal.second}” say the same thing. Keep one of them.`
    case 'row_endless':
      return `${where(refusal)}row ${refusal.line} does not end: it is very long, or a quotation mark opens there and is never closed.`
    case 'zip_broken':
      return `${where(refusal)}${refusal.says}`
    case 'manifest_missing':
      return 'There is no manifest.csv in this ZIP, which every OneRoster file has. Ask your student information system for a OneRoster 1.2 CSV export.'
    case 'manifest_wrong':
      return `In manifest.csv, line ${refusal.line}: ${refusal.says}`
    case 'version':
      return `This is OneRoster ${refusal.version}. Mintmark reads OneRoster 1.2, in which roles have a file of their own; ask your student information system for that version.`
    case 'file_missing':
      return `The manifest says that ${refusal.file} is ${refusal.mode}, but it is not in the ZIP.`
    case 'nothing_in_it':
      return 'By its manifest this ZIP holds neither orgs nor users nor roles, so there is nothing to take in.'
  }
}

const where = ({ file }: { file: string }): string => (file === '' ? 'In this file ' : `In ${file}, `)
