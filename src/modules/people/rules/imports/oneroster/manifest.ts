import type { FileRefusal } from '../problems.ts'
import type { NumberedRow } from '../rows.ts'

/** The files of OneRoster 1.2 that are read; of the others only the names are known. */
export const READ = ['orgs', 'users', 'roles'] as const
export type ReadFile = (typeof READ)[number]
const OTHERS =
  'academicSessions categories classes classResources courses courseResources demographics enrollments lineItemLearningObjectiveIds lineItems lineItemScoreScales resources resultLearningObjectiveIds results resultScoreScales scoreScales userProfiles userResources'.split(
    ' ',
  )

export type FileMode = 'absent' | 'bulk' | 'delta'
export type Manifest = { source: string; modes: Record<ReadFile, FileMode> }

/** What a OneRoster manifest says of its files, or why it cannot be followed. */
export function readManifest([header, ...rows]: readonly NumberedRow[]): Manifest | FileRefusal {
  const wrong = (line: number, says: string): FileRefusal => ({ reason: 'manifest_wrong', line, says })
  const titles = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const [property, said] = [titles.indexOf('propertyname'), titles.indexOf('value')]
  if (property === -1 || said === -1) return wrong(1, 'The first row must be propertyName,value.')
  const values = new Map<string, { value: string; line: number }>()
  for (const { line, cells } of rows) {
    const name = (cells[property] ?? '').trim()
    if (values.has(name)) return wrong(line, `“${name.slice(0, 60)}” stands here twice.`)
    values.set(name, { value: (cells[said] ?? '').trim(), line })
  }
  const version = values.get('oneroster.version')
  if (version === undefined) return wrong(1, 'oneroster.version is missing.')
  if (version.value !== '1.2') return { reason: 'version', version: version.value.slice(0, 20) }
  const manifest = values.get('manifest.version')
  if (manifest?.value !== '1.0') return wrong(manifest?.line ?? 1, 'manifest.version must be 1.0.')
  const modes: Record<ReadFile, FileMode> = { orgs: 'absent', users: 'absent', roles: 'absent' }
  for (const name of [...READ, ...OTHERS]) {
    const mode = values.get(`file.${name}`)
    if (mode === undefined) {
      if (isRead(name)) return wrong(1, `file.${name} is missing. It is absent, bulk or delta.`)
      continue
    }
    if (mode.value !== 'absent' && mode.value !== 'bulk' && mode.value !== 'delta')
      return wrong(mode.line, `“${mode.value.slice(0, 40)}” is said of ${name}. It is absent, bulk or delta.`)
    if (isRead(name)) modes[name] = mode.value
  }
  if (READ.every((name) => modes[name] === 'absent')) return { reason: 'nothing_in_it' }
  const system = [values.get('source.systemName')?.value ?? '', values.get('source.systemCode')?.value ?? '']
  return { source: sourceName(system.filter((part) => part !== '')), modes }
}

const isRead = (name: string): name is ReadFile => READ.some((read) => read === name)

const sourceName = (system: readonly string[]): string =>
  `OneRoster${system.length > 0 ? `: ${system.join(', ').slice(0, 200).toWellFormed()}` : ''}`
