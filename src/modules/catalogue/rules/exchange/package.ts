/**
 * Reads files of badges, stacks and micro-credentials, one or many, wherever they stand: alone, in the layout of a
 * catalogue, or in folders above it. Each is checked in itself; what must fit between them is rules/exchange/fit.ts.
 */

import type { z } from 'zod'
import { misfitsOf, misfitsOfTexts, type Misfit } from '../checks.ts'
import {
  badgeShape,
  microCredentialShape,
  outlineShape,
  stackShape,
  type BadgeContent,
  type MicroCredentialContent,
  type OutlineContent,
  type StackContent,
} from '../content.ts'
import { readYaml, shapeProblems, type Problem, type Read } from '../yaml.ts'

/** `path` has forward slashes. */
export type ContentFile = { readonly path: string; readonly text: string }
export const thingKinds = ['badge', 'stack', 'micro-credential'] as const
export type ThingKind = (typeof thingKinds)[number]
/** One thing of a catalogue. */
export type Thing =
  | { kind: 'badge'; content: BadgeContent }
  | { kind: 'stack'; content: StackContent }
  | { kind: 'micro-credential'; content: MicroCredentialContent | OutlineContent }
/** The same with the file that says it, and where in that file anything of it stands. */
export type Source = Pick<Read, 'file' | 'lineOf'> & Thing

const MOST_FILES = 500
/** The founding catalogue has not a tenth of them. */
const MOST_LETTERS = 10_000_000
/** Whoever has so many wrong files has one mistake in all of them. */
const MOST_BROKEN = 40

type ReadPackage = { ok: true; sources: Source[] } | { ok: false; problems: Problem[]; sources: Source[] }

/** What these files say, or everything that is wrong with them; `sources` is what could be read all the same. */
export function readPackage(files: readonly ContentFile[]): ReadPackage {
  const reading = readingPackage(files)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
  }
}

/** The same, with a pause after each file: reading them may take long, and others wait for their pages. */
export function* readingPackage(files: readonly ContentFile[]): Generator<undefined, ReadPackage> {
  const problems: Problem[] = []
  const sources: Source[] = []
  const letters = files.reduce((sum, { text }) => sum + text.length, 0)
  const refuse = (reason: string): ReadPackage => ({ ok: false, sources, problems: [whole('', reason)] })
  if (files.length === 0) return refuse('There is no file of a badge, a stack or a micro-credential here.')
  if (files.length > MOST_FILES)
    return refuse(`There are ${files.length} files; at most ${MOST_FILES} are read at once.`)
  if (letters > MOST_LETTERS)
    return refuse(`The files have ${letters} letters together; at most ${MOST_LETTERS} are read at once.`)
  let broken = 0
  for (const { path, text } of files) {
    const wrong = wrongPath(path)
    const read = wrong === null ? readFile(path, text) : { problems: [whole(path, wrong)] }
    if ('problems' in read) {
      problems.push(...read.problems)
      broken += 1
      if (broken === MOST_BROKEN) {
        problems.push(whole('', `${MOST_BROKEN} files are wrong; the others were not read.`))
        break
      }
    } else {
      const first = sources.find(({ kind, content }) => kind === read.kind && content.id === read.content.id)
      if (first === undefined) sources.push(read)
      else
        problems.push({
          file: path,
          line: read.lineOf(['id']),
          reason: `The ${read.kind} "${read.content.id}" stands in ${first.file} already.`,
        })
    }
    yield
  }
  return problems.length > 0 ? { ok: false, problems, sources } : { ok: true, sources }
}

const whole = (file: string, reason: string): Problem => ({ file, line: 0, reason })

/** A path stays where it is put: no way up, no root, nothing that another system reads in another way. */
export function wrongPath(path: string): string | null {
  const odd = path.length > 300 || /[\\:]|\p{Control}/u.test(path) || !path.isWellFormed()
  return odd || path.startsWith('/') || path.split('/').some((step) => step === '..' || step === '.' || step === '')
    ? 'This is no path that a file of a catalogue can have.'
    : null
}

function readFile(path: string, text: string): Source | { problems: Problem[] } {
  // JSON is YAML but for its tabs, and those stand between its words only.
  const read = readYaml(path, path.endsWith('.json') ? text.replaceAll('\t', ' ') : text)
  if ('problems' in read) return read
  const kind = kindOf(path, read.value)
  if (kind === 'badge') return inShape(read, badgeShape, kind, misfitsOfTexts)
  if (kind === 'stack') return inShape(read, stackShape, kind, misfitsOfTexts)
  return isRecord(read.value) && 'status' in read.value
    ? inShape(read, outlineShape, kind, misfitsOf)
    : inShape(read, microCredentialShape, kind, misfitsOf)
}

function inShape<K extends ThingKind, T extends { id: string }>(
  read: Read,
  shape: z.ZodType<T>,
  kind: K,
  misfits: (content: T) => Misfit[],
): { file: string; lineOf: Read['lineOf']; kind: K; content: T } | { problems: Problem[] } {
  const { file, lineOf } = read
  const parsed = shape.safeParse(read.value)
  if (!parsed.success) return { problems: shapeProblems(parsed.error.issues, read) }
  const content = parsed.data
  const problems = misfits(content).map(({ path, reason }) => ({ file, line: lineOf(path), reason }))
  if (!nameFits(file, content.id))
    problems.push({ file, line: lineOf(['id']), reason: `The id "${content.id}" must be the name of the file.` })
  return problems.length > 0 ? { problems } : { file, lineOf, kind, content }
}

/** By where it stands; a file that stands alone says it by what it lists. */
function kindOf(path: string, value: unknown): ThingKind {
  const folder = path.split('/').at(-2)
  if (/(^|\/)badge\.\w+$/.test(path)) return 'badge'
  if (folder === 'stacks') return 'stack'
  if (folder === 'micro-credentials') return 'micro-credential'
  if (isRecord(value) && 'stacks' in value) return 'badge'
  return isRecord(value) && 'micro_credentials' in value ? 'stack' : 'micro-credential'
}

/** In the layout of a catalogue a file is named by what it holds; one that came alone may be called anything. */
const nameFits = (path: string, id: string): boolean =>
  !/(^|\/)(stacks|micro-credentials)\/[^/]+$/.test(path) || new RegExp(`/${id}\\.\\w+$`).test(path)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
