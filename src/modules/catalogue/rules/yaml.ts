/** Reads what authors write as YAML, and says where in a file something is wrong. Pure: others bring the texts. */

import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import type { z } from 'zod'

/** `line` counts from 1; 0 where the whole file is meant. */
export type Problem = { readonly file: string; readonly line: number; readonly reason: string }

/** The value that a file holds, and the line of any place in it. */
export type Read = { file: string; value: unknown; lineOf: (path: readonly PropertyKey[]) => number }

/** The longest of the founding files has 30 thousand letters. */
const LONGEST = 200_000
const DEEPEST = 20
/** Control characters but line ends and tabs, and halves of a sign; no database keeps all of them, nor any paper. */
export const UNPRINTABLE = /[^\P{Control}\n\r\t]|\p{Surrogate}/u
const TOO_DEEP = 'Its lists or maps lie too deep in each other.'
/** Of one mistake made over and over, so many are told. */
const MOST_TOLD = 20

/** `file:line: reason`, as editors understand it. */
export const inOneLine = ({ file, line, reason }: Problem): string =>
  [file, line > 0 ? String(line) : '', ` ${reason}`].filter((part) => part !== '').join(':')

/** YAML without its dangers: no aliases (they can grow without end), no tags, no depth, no length, no double keys. */
export function readYaml(file: string, text: string): Read | { problems: Problem[] } {
  const refuse = (reason: string, line = 0) => ({ problems: [{ file, line, reason }] })
  if (text.length > LONGEST) return refuse(`It has ${text.length} letters; at most ${LONGEST} are read.`)
  const lines = new LineCounter()
  const lineAt = (node: unknown) => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 0)
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // A silent reader would leave out what stands after the first document.
      logLevel: 'error',
      schema: 'core',
      uniqueKeys: false,
    })
    const broken = [...document.errors, ...document.warnings][0]
    if (broken !== undefined) {
      if (broken.message.includes('call stack')) return refuse(TOO_DEEP)
      const line = lines.linePos(broken.pos[0]).line
      if (broken.code === 'MULTIPLE_DOCS') return refuse('It holds more than one document; a file holds one.', line)
      return refuse(`It is not YAML that can be read: ${broken.message}`, line)
    }
    if (document.contents === null) return refuse('It is empty.')
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
  if (isScalar(node) && typeof node.value === 'string' && UNPRINTABLE.test(node.value))
    return { node, reason: 'A text holds a sign that cannot be printed.' }
  const keys = new Set<unknown>()
  for (const item of isMap(node) || isSeq(node) ? node.items : []) {
    if (!isPair(item)) {
      const found = findUnsafe(item, depth + 1)
      if (found !== null) return found
      continue
    }
    const key = isScalar(item.key) ? item.key.value : null
    if (typeof key !== 'string' || UNPRINTABLE.test(key))
      return { node: item.key, reason: 'A key must be a plain word.' }
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

/** What a shape finds wrong with a file, as sentences in the order of its lines. */
export const shapeProblems = (issues: readonly z.core.$ZodIssue[], read: Read): Problem[] =>
  issues.flatMap((issue) => sentences(issue, read)).sort((a, b) => a.line - b.line)

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
