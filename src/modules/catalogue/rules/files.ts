/**
 * Reads the files of a catalogue. Pure: whoever has a disk brings the texts. Any mistake anywhere refuses all of it,
 * with a sentence for each, because half a catalogue would be worse than the one before.
 */

import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import type { z } from 'zod'
import { misfitsBetween, misfitsOf } from './checks.ts'
import { badgeShape, microCredentialShape, outlineShape, stackShape } from './content.ts'
import type { BadgeContent, CatalogueContent, MicroCredentialContent, OutlineContent, StackContent } from './content.ts'

/** `path` is relative to the catalogue's folder, with forward slashes. */
export type ContentFile = { readonly path: string; readonly text: string }
/** `line` counts from 1; 0 where the whole file is meant. */
export type Problem = { readonly file: string; readonly line: number; readonly reason: string }

/** The longest of the founding files has 30 thousand letters. */
const LONGEST = 200_000
const MOST_FILES = 200
const DEEPEST = 20
const TOO_DEEP = 'Its lists or maps lie too deep in each other.'
/** Of one mistake made over and over, so many are told. */
const MOST_TOLD = 20

type Read = { file: string; value: unknown; lineOf: (path: readonly PropertyKey[]) => number }
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
    if (!parsed.success)
      problems.push(...parsed.error.issues.flatMap((issue) => sentences(issue, read)).sort((a, b) => a.line - b.line))
    else if (!nameFits(read.file, parsed.data.id))
      problems.push({
        file: read.file,
        line: read.lineOf(['id']),
        reason: `The id "${parsed.data.id}" must be the name of the file.`,
      })
    else list.push({ ...read, content: parsed.data })
  }
}

/** `file:line: reason`, as editors understand it. */
export const inOneLine = ({ file, line, reason }: Problem): string =>
  [file, line > 0 ? String(line) : '', ` ${reason}`].filter((part) => part !== '').join(':')

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

/** YAML without its dangers: no aliases (they can grow without end), no tags, no depth, no length, no double keys. */
function readYaml(file: string, text: string): Read | { problems: Problem[] } {
  const refuse = (reason: string, line = 0) => ({ problems: [{ file, line, reason }] })
  if (text.length > LONGEST) return refuse(`It has ${text.length} letters; at most ${LONGEST} are read.`)
  const lines = new LineCounter()
  const lineAt = (node: unknown) => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 0)
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      schema: 'core',
      uniqueKeys: false,
    })
    const broken = [...document.errors, ...document.warnings][0]
    if (broken !== undefined) {
      if (broken.message.includes('call stack')) return refuse(TOO_DEEP)
      return refuse(`It is not YAML that can be read: ${broken.message}`, lines.linePos(broken.pos[0]).line)
    }
    const unsafe = findUnsafe(document.contents, 0)
    if (unsafe !== null) return refuse(unsafe.reason, lineAt(unsafe.node))
    return { file, value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineAt(nearest(document, path)) }
  } catch (error) {
    if (error instanceof RangeError) return refuse(TOO_DEEP)
    throw error
  }
}

function findUnsafe(node: unknown, depth: number): { node: unknown; reason: string } | null {
  if (depth > DEEPEST) return { node, reason: TOO_DEEP }
  if (isAlias(node)) return { node, reason: `It uses the alias *${node.source}; write the words out instead.` }
  if (isNode(node) && node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
    return { node, reason: `It uses the tag ${node.tag}; plain YAML has none.` }
  const keys = new Set<unknown>()
  for (const item of isMap(node) || isSeq(node) ? node.items : []) {
    if (!isPair(item)) {
      const found = findUnsafe(item, depth + 1)
      if (found !== null) return found
      continue
    }
    const key = isScalar(item.key) ? item.key.value : null
    if (typeof key !== 'string') return { node: item.key, reason: 'A key must be a plain word.' }
    if (keys.has(key)) return { node: item.key, reason: `The key "${key}" stands twice.` }
    keys.add(key)
    const found = findUnsafe(item.value, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** The node at a path, or the nearest one above it. */
function nearest(document: Document.Parsed, path: readonly PropertyKey[]): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return document.contents
}

/** An issue of the shape as sentences: where, and what is wrong there. */
function sentences(issue: z.core.$ZodIssue, { file, value, lineOf }: Read): Problem[] {
  const name = (path: readonly PropertyKey[]) => path.map(String).join('.') || 'The file'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_TOLD).map((key) => ({
      file,
      line: lineOf([...issue.path, key]),
      reason: `${name([...issue.path, key])} is not known here.`,
    }))
  const there = issue.path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
  const reason =
    there === undefined
      ? 'is missing.'
      : /^[a-z].*\.$/.test(issue.message)
        ? issue.message
        : `does not fit: ${issue.message}.`
  return [{ file, line: lineOf(issue.path), reason: `${name(issue.path)} ${reason}` }]
}
