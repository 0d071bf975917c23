/**
 * Reads the files of a whole catalogue. Pure: whoever has a disk brings the texts. Any mistake anywhere refuses all of
 * it, with a sentence for each, because half a catalogue would be worse than the one before.
 */

import type { CatalogueContent, MicroCredentialContent, OutlineContent, StackContent } from './content.ts'
import { misfitsBetween } from './exchange/fit.ts'
import { readPackage, type ContentFile, type Source } from './exchange/package.ts'
import type { Problem } from './yaml.ts'

export type { ContentFile } from './exchange/package.ts'

/** The catalogue in these files, and where each of it stands; or everything that is wrong with them. */
export function readCatalogue(
  files: readonly ContentFile[],
): { ok: true; catalogue: CatalogueContent; sources: Source[] } | { ok: false; problems: Problem[] } {
  const read = readPackage(files)
  const problems = files
    .filter(({ path }) => !/^(badge|(stacks|micro-credentials)\/[^/]+)\.yaml$/.test(path))
    .map(({ path }) => ({
      file: path,
      line: 0,
      reason:
        'It is not at a place for a badge (badge.yaml), a stack (stacks/) or a micro-credential (micro-credentials/).',
    }))
  if (!read.ok) return { ok: false, problems: [...problems, ...read.problems] }
  const { sources } = read
  const badge = sources.find((source) => source.kind === 'badge')?.content
  if (badge === undefined && problems.length === 0)
    problems.push({ file: 'badge.yaml', line: 0, reason: 'It is missing: a catalogue has one badge.' })
  if (problems.length > 0 || badge === undefined) return { ok: false, problems }

  const stacks: StackContent[] = []
  const microCredentials: (MicroCredentialContent | OutlineContent)[] = []
  for (const { kind, content } of sources)
    if (kind === 'stack') stacks.push(content)
    else if (kind === 'micro-credential') microCredentials.push(content)
  const between = misfitsBetween({ badges: [badge], stacks, microCredentials }).map(({ id, path, reason }) => {
    const source = sources.findLast(({ content }) => content.id === id)
    return { file: source?.file ?? '', line: source?.lineOf(path) ?? 0, reason }
  })
  return between.length > 0
    ? { ok: false, problems: between }
    : { ok: true, catalogue: { badge, stacks, microCredentials }, sources }
}

/** The same content always gives the same text, however its files are written: keys in order, no layout. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
