/**
 * Reads a framework from a CASE file (a CFPackage). Whatever is wrong anywhere refuses all of it: half a framework would
 * look like a whole one. `notes` are what is worth knowing of one that can be taken.
 */

import type { z } from 'zod'
import { shapeProblems, type Problem } from '../../yaml.ts'
import { childShape, packageShape, sizeShape, type CaseChild, type CaseItem, type CasePackage } from './shape.ts'
import { codesOf } from './codes.ts'
import type { CaseEdition, Component } from '../edition.ts'
import { linesOf, walkJson } from './json.ts'
import { growTree, type Tree } from './tree.ts'

export type CaseRead = { ok: true; edition: CaseEdition; notes: string[] } | { ok: false; problems: Problem[] }

/** A form may carry 8 MB. */
const LONGEST = 6_000_000
const MOST_TOLD = 50
const LONGEST_DOMAIN = 200
const NOTE =
  'It says what the CASE file said that an admin brought. Nobody has compared it here with what its publisher publishes.'

type Misfit = { path: PropertyKey[]; reason: string }
type Child = CaseChild & { place: number }

/** `file` is what the problems call it. */
export function readCase(file: string, text: string): CaseRead {
  const refuse = (reason: string, line = 0): CaseRead => ({ ok: false, problems: [{ file, line, reason }] })
  if (text.trim() === '') return refuse('It is empty.')
  if (text.length > LONGEST) return refuse(`It has ${text.length} letters; at most ${LONGEST} are read.`)
  const json = text.replace(/^\uFEFF/, '')
  const broken = walkJson(json)
  if (broken !== null) return refuse(`It is not JSON that can be read. ${broken.reason}`, broken.line)

  const value: unknown = JSON.parse(json)
  const sized = sizeShape.safeParse(value)
  if (!sized.success) return misshapen(file, json, value, sized.error.issues)
  const parsed = packageShape.safeParse(value)
  if (!parsed.success) return misshapen(file, json, value, parsed.error.issues)
  const { children, issues } = childrenOf(parsed.data)
  if (issues.length > 0) return misshapen(file, json, value, issues)
  const misfits = misfitsOf(parsed.data, children)
  if (misfits.length > 0) return unfit(file, json, misfits)
  const tree = growTree(
    parsed.data.CFItems.map(({ identifier }) => identifier),
    linksOf(parsed.data, children),
  )
  if (!tree.ok) return unfit(file, json, [misgrown(tree, parsed.data.CFItems)])
  return editionOf(parsed.data, children, tree)
}

function misshapen(file: string, text: string, value: unknown, issues: readonly z.core.$ZodIssue[]): CaseRead {
  const told = issues.slice(0, MOST_TOLD)
  const lineOf = linesOf(
    text,
    told.map(({ path }) => path),
  )
  return { ok: false, problems: [...shapeProblems(told, { file, value, lineOf }), ...untold(file, issues.length)] }
}

function unfit(file: string, text: string, misfits: readonly Misfit[]): CaseRead {
  const told = misfits.slice(0, MOST_TOLD)
  const lineOf = linesOf(
    text,
    told.map(({ path }) => path),
  )
  const problems = told.map(({ path, reason }) => ({
    file,
    line: lineOf(path),
    reason: `${path.map(String).join('.')} ${reason}`,
  }))
  return { ok: false, problems: [...problems, ...untold(file, misfits.length)] }
}

const untold = (file: string, count: number): Problem[] =>
  count > MOST_TOLD ? [{ file, line: 0, reason: `${count - MOST_TOLD} more like these are not shown.` }] : []

function childrenOf({ CFAssociations }: CasePackage): { children: Child[]; issues: z.core.$ZodIssue[] } {
  const children: Child[] = []
  const issues: z.core.$ZodIssue[] = []
  for (const [place, association] of (CFAssociations ?? []).entries()) {
    if (association.associationType !== 'isChildOf') continue
    const parsed = childShape.safeParse(association)
    if (parsed.success) children.push({ ...parsed.data, place })
    else
      issues.push(...parsed.error.issues.map((issue) => ({ ...issue, path: ['CFAssociations', place, ...issue.path] })))
  }
  return { children, issues }
}

function misfitsOf({ CFDocument, CFItems }: CasePackage, children: readonly Child[]): Misfit[] {
  const misfits: Misfit[] = []
  const seen = new Map([[CFDocument.identifier, 'CFDocument']])
  const once = (identifier: string, path: PropertyKey[]) => {
    const first = seen.get(identifier)
    if (first === undefined) seen.set(identifier, path.slice(0, 2).map(String).join('.'))
    else misfits.push({ path, reason: `is "${identifier}", which is the identifier of ${first} already.` })
  }
  for (const [place, { identifier }] of CFItems.entries()) once(identifier, ['CFItems', place, 'identifier'])
  const known = new Set(seen.keys())
  for (const { identifier, place, originNodeURI, destinationNodeURI } of children) {
    const path = ['CFAssociations', place]
    if (identifier !== undefined) once(identifier, [...path, 'identifier'])
    for (const [end, node] of Object.entries({ originNodeURI, destinationNodeURI }))
      if (!known.has(node.identifier))
        misfits.push({ path: [...path, end], reason: `is "${node.identifier}", which is no item of this file.` })
    if (originNodeURI.identifier === CFDocument.identifier)
      misfits.push({ path: [...path, 'originNodeURI'], reason: 'is the document, which stands below nothing.' })
  }
  if (editionName(CFDocument) === null)
    misfits.push({
      path: ['CFDocument', 'version'],
      reason: 'is missing, and so is the day of the last change, so this edition would have no name.',
    })
  return misfits
}

/** The document is no item: what stands below it stands at the top. */
const linksOf = ({ CFDocument }: CasePackage, children: readonly Child[]) =>
  children
    .filter(({ destinationNodeURI }) => destinationNodeURI.identifier !== CFDocument.identifier)
    .map(({ originNodeURI, destinationNodeURI, sequenceNumber }) => ({
      child: originNodeURI.identifier,
      parent: destinationNodeURI.identifier,
      sequence: sequenceNumber ?? null,
    }))

function misgrown(tree: Tree & { ok: false }, items: readonly CaseItem[]): Misfit {
  const path = (id: string) => ['CFItems', items.findIndex(({ identifier }) => identifier === id)]
  if (tree.reason === 'too deep') return { path: path(tree.id), reason: 'stands more than 20 levels deep.' }
  const [first = '', ...others] = tree.cycle
  if (others.length === 0) return { path: path(first), reason: 'stands below itself.' }
  const names = others.slice(0, 5).map((id) => path(id).join('.'))
  const way = others.length > names.length ? [...names, '…'] : names
  return { path: path(first), reason: `stands below itself, by way of ${way.join(', then ')}.` }
}

/** Without a version, the day on which it was changed last tells it from others. */
const editionName = ({ version, lastChangeDateTime }: CasePackage['CFDocument']): string | null =>
  version ?? /^\d{4}-\d\d-\d\d/.exec(lastChangeDateTime ?? '')?.[0] ?? null

function editionOf(read: CasePackage, children: readonly Child[], tree: Tree & { ok: true }): CaseRead {
  const { CFDocument: document, CFItems: items, CFAssociations } = read
  const byId = new Map(items.map((item) => [item.identifier, item]))
  const coded = codesOf(items)
  const nameOf = (item: CaseItem) => item.abbreviatedStatement ?? item.fullStatement
  const components = tree.placed.flatMap(({ id, depth, top, hasChildren }): Component[] => {
    const [item, above] = [byId.get(id), byId.get(top)]
    if (item === undefined || above === undefined) return []
    const name = nameOf(item)
    return [
      {
        code: coded.codes.get(id) ?? id,
        name,
        statement: name === item.fullStatement ? null : item.fullStatement,
        kind: item.CFItemType ?? null,
        domain: depth > 1 || hasChildren ? short(nameOf(above)) : '',
        depth,
        item: { identifier: id, uri: item.uri },
      },
    ]
  })
  const edition: CaseEdition = {
    name: document.title,
    edition: editionName(document) ?? '',
    publisher: document.publisher ?? document.creator ?? 'not named',
    verified: false,
    note: NOTE,
    document: { identifier: document.identifier, uri: document.uri },
    components,
  }
  const below = new Set(children.map(({ originNodeURI }) => originNodeURI.identifier))
  const unplaced = items.filter(({ identifier }) => !below.has(identifier)).length
  const others = (CFAssociations ?? []).length - children.length
  const notes = [
    document.version === undefined
      ? `It names no version, so this edition is called after its last change, ${edition.edition}.`
      : '',
    document.adoptionStatus === undefined || /^adopted$/i.test(document.adoptionStatus)
      ? ''
      : `Its publisher says of it: ${document.adoptionStatus}.`,
    unplaced > 0 && children.length > 0
      ? `${counted(unplaced, 'item is', 'items are')} not placed below anything; they stand at the top.`
      : '',
    tree.shared.length > 0
      ? `${counted(tree.shared.length, 'item stands', 'items stand')} below more than one other; each is listed once.`
      : '',
    coded.made > 0
      ? `${counted(coded.made, 'item has', 'items have')} no code, and got the first letters of the identifier for one.`
      : '',
    coded.doubled > 0
      ? `${counted(coded.doubled, 'item shares', 'items share')} a code with another, and got letters of the identifier after it.`
      : '',
    others > 0 ? `${counted(others, 'association', 'associations')} of other kinds than isChildOf are left out.` : '',
  ]
  return { ok: true, edition, notes: notes.filter((note) => note !== '') }
}

const short = (text: string): string =>
  text.length <= LONGEST_DOMAIN ? text : `${text.slice(0, LONGEST_DOMAIN - 1).toWellFormed()}…`

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
