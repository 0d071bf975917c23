import { setImmediate as pause } from 'node:timers/promises'
import { readManifest, READ, type Manifest } from '../../rules/imports/oneroster/manifest.ts'
import { RosterReader } from '../../rules/imports/oneroster/tables.ts'
import { LARGEST_CSV, LARGEST_ZIP, type FileRefusal } from '../../rules/imports/problems.ts'
import type { Roster } from '../../rules/imports/roster.ts'
import { Endless, RowReader, type NumberedRow } from '../../rules/imports/rows.ts'
import { TemplateReader } from '../../rules/imports/list/template.ts'
import { isZip, textOf } from '../../rules/imports/text.ts'
import { readZip, rosterFiles, type ZipEntry } from '../../rules/imports/zip.ts'
import { Refused } from './refused.ts'
import { textOfEntry } from './unpack.ts'

export type ReadOptions = {
  /** Of a list of ours: whoever is missing leaves. A OneRoster says so itself. */
  whole: boolean
  /** The list must say the school of each */
  school: boolean
  admins: boolean
  /** The day on which roles must be in force, YYYY-MM-DD */
  today: string
  /** Whom a source spoke of before */
  known: (source: string) => Promise<ReadonlySet<string>>
}

/** Letters that are read in one go; others get their turn between. */
const PIECE = 500_000

/** Reads what a file says, in either format. Throws Refused, with the reason, where it cannot be read to its end. */
export async function readRoster(bytes: Buffer, options: ReadOptions): Promise<Roster> {
  try {
    const roster = isZip(bytes) ? await readOneRoster(bytes, options) : await readList(bytes, options)
    if ('reason' in roster) throw new Refused(roster)
    return roster
  } catch (error) {
    throw error instanceof Endless ? new Refused({ reason: 'row_endless', line: error.line, file: '' }) : error
  }
}

async function readList(bytes: Buffer, options: ReadOptions): Promise<Roster | FileRefusal> {
  if (bytes.length > LARGEST_CSV) return { reason: 'too_large' }
  const text = textOf(bytes)
  if (text === null) return { reason: 'not_text' }
  const rows = new RowReader()
  const reader = new TemplateReader(options)
  for (let at = 0; at < text.length; at += PIECE) {
    const refusal = reader.take(rows.push(text.slice(at, at + PIECE)))
    if (refusal !== null) return refusal
    await pause()
  }
  return reader.take(rows.end()) ?? reader.end()
}

async function readOneRoster(zip: Buffer, options: ReadOptions): Promise<Roster | FileRefusal> {
  if (zip.length > LARGEST_ZIP) return { reason: 'too_large' }
  const entries = readZip(zip)
  if ('says' in entries) return { reason: 'zip_broken', file: entries.path, says: entries.says }
  const files = rosterFiles(entries)
  const manifestFile = files?.get('manifest.csv')
  if (files === null || manifestFile === undefined)
    return isWorkbook(zip) ? { reason: 'workbook' } : { reason: 'manifest_missing' }
  const manifest = await manifestOf(zip, manifestFile)
  if ('reason' in manifest) return manifest
  for (const name of READ) {
    const mode = manifest.modes[name]
    if (mode !== 'absent' && !files.has(`${name}.csv`)) return { reason: 'file_missing', file: `${name}.csv`, mode }
  }
  const known = await options.known(manifest.source)
  const reader = new RosterReader(manifest, { ...options, known })
  for (const name of ['orgs', 'roles', 'users'] as const) {
    const entry = files.get(`${name}.csv`)
    if (entry === undefined || manifest.modes[name] === 'absent') continue
    for await (const rows of rowsOf(zip, entry, `${name}.csv`)) {
      const refusal = reader.take(name, rows)
      if (refusal !== null) return refusal
    }
  }
  return reader.end()
}

async function manifestOf(zip: Buffer, entry: ZipEntry): Promise<Manifest | FileRefusal> {
  const found: NumberedRow[] = []
  for await (const rows of rowsOf(zip, entry, 'manifest.csv')) {
    found.push(...rows)
    if (found.length > 1000) return { reason: 'manifest_wrong', line: 1000, says: 'It goes on for too long.' }
  }
  return readManifest(found)
}

async function* rowsOf(zip: Buffer, entry: ZipEntry, file: string): AsyncGenerator<NumberedRow[]> {
  const rows = new RowReader()
  let held = ''
  try {
    for await (const text of textOfEntry(zip, entry)) {
      held += text
      if (held.length < PIECE) continue
      yield rows.push(held)
      held = ''
      await pause()
    }
    yield rows.push(held)
    yield rows.end()
  } catch (error) {
    throw error instanceof Endless ? new Refused({ reason: 'row_endless', line: error.line, file }) : error
  }
}

/** What spreadsheets save is a ZIP too. */
const isWorkbook = (zip: Buffer): boolean => zip.subarray(0, 4000).includes('[Content_Types].xml')
