/**
 * Reads the files of a catalogue. Pure: whoever has a disk brings the texts. Any mistake anywhere refuses all of it,
 * with a sentence for each, because half a catalogue would be worse than the one before.
 */

import type { z } from 'zod'
import { misfitsBetween, misfitsOf } from './checks.ts'
import { badgeShape, microCredentialShape, outlineShape, stackShape } from './content.ts'
import type { BadgeContent, CatalogueContent, MicroCredentialContent, OutlineContent, StackContent } from './content.ts'
import { readYaml, shapeProblems, type Problem, type Read } from './yaml.ts'

/** `path` is relative to the catalogue's folder, with forward slashes. */
export type ContentFile = { readonly path: string; readonly text: string }

const MOST_FILES = 200

type Source<T> = Read & { content: T }

/** The catalogue in these files, or everything that is wrong with them. */
export function readCatalogue(
  files: readonly ContentFile[],
): { ok: true; catalogue: CatalogueContent } | { ok: false; problems: Problem[] } {
  if (files.length > MOST_FILES)
    return {
      ok: false,
      problems: [{ file: '', line: 0, reason: `There are ${files.length} files; at most ${MOST_FILES} are read.` }],
    }
  const problems: Problem[] = []
  const badges: Source<BadgeContent>[] = []
  const stacks: Source<StackContent>[] = []
  const microCredentials: Source<MicroCredentialContent | OutlineContent>[] = []
  for (const { path, text } of files) {
    const kind = kindOf(path)
    if (kind === null) {
      problems.push({
        file: path,
        line: 0,
        reason:
          'It is not at a place for a badge (badge.yaml), a stack (stacks/) or a micro-credential (micro-credentials/).',
      })
      continue
    }
    const read = readYaml(path, text)
    if ('problems' in read) problems.push(...read.problems)
    else if (kind === 'badge') keep(read, badgeShape, badges)
    else if (kind === 'stack') keep(read, stackShape, stacks)
    else if (isRecord(read.value) && 'status' in read.value) keep(read, outlineShape, microCredentials)
    else keep(read, microCredentialShape, microCredentials)
  }
  for (const { file, content, lineOf } of microCredentials)
    problems.push(...misfitsOf(content).map(({ path, reason }) => ({ file, line: lineOf(path), reason })))
  const badge = badges[0]
  if (badge === undefined && problems.length === 0)
    problems.push({ file: 'badge.yaml', line: 0, reason: 'It is missing: a catalogue has one badge.' })
  if (problems.length > 0 || badge === undefined) return { ok: false, problems }

  const catalogue = {
    badge: badge.content,
    stacks: stacks.map(({ content }) => content),
    microCredentials: microCredentials.map(({ content }) => content),
  }
  const between = misfitsBetween(catalogue).map(({ id, path, reason }) => {
    const source = [badge, ...stacks, ...microCredentials].findLast(({ content }) => content.id === id)
    return { file: source?.file ?? '', line: source?.lineOf(path) ?? 0, reason }
  })
  return between.length > 0 ? { ok: false, problems: between } : { ok: true, catalogue }

  function keep<T extends { id: string }>(read: Read, shape: z.ZodType<T>, list: Source<T>[]): void {
    const parsed = shape.safeParse(read.value)
    if (!parsed.success) problems.push(...shapeProblems(parsed.error.issues, read))
    else if (!nameFits(read.file, parsed.data.id))
      problems.push({
        file: read.file,
        line: read.lineOf(['id']),
        reason: `The id "${parsed.data.id}" must be the name of the file.`,
      })
    else list.push({ ...read, content: parsed.data })
  }
}

/** The same content always gives the same text, however its files are written: keys in order, no layout. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function kindOf(path: string): 'badge' | 'stack' | 'micro-credential' | null {
  if (path === 'badge.yaml') return 'badge'
  if (/^stacks\/[^/]+\.yaml$/.test(path)) return 'stack'
  return /^micro-credentials\/[^/]+\.yaml$/.test(path) ? 'micro-credential' : null
}

const nameFits = (file: string, id: string): boolean => file === 'badge.yaml' || file.endsWith(`/${id}.yaml`)
