/** What taking in an edition would do to what is there: shown before, and done exactly like this. */

import type { CaseEdition, Component } from './edition.ts'

/** An edition that is there, with the framework that it belongs to. */
export type Standing = {
  id: string
  frameworkKey: string
  name: string
  edition: string
  source: 'shipped' | 'imported'
  documentIdentifier: string | null
  hash: string
}

/** Where an edition goes. `taken`: its name and edition belong to `by`, which came from elsewhere. */
export type Place =
  | { kind: 'new framework'; frameworkKey: string }
  | { kind: 'new edition'; frameworkKey: string }
  | { kind: 'there'; standing: Standing }
  | { kind: 'taken'; by: Standing }

/**
 * The same document with the same version is the edition that is there. Another version of the document, or another
 * document of the same title, is another edition of its framework.
 */
export function placeOf({ name, edition, document }: CaseEdition, standing: readonly Standing[]): Place {
  const ofDocument = standing.filter((each) => each.documentIdentifier === document.identifier)
  const there = ofDocument.find((each) => each.edition === edition)
  const namesake = standing.find((each) => each.name === name && each.edition === edition)
  if (namesake !== undefined && namesake !== there) return { kind: 'taken', by: namesake }
  if (there !== undefined) return { kind: 'there', standing: there }
  const relative = ofDocument[0] ?? standing.find((each) => each.name === name)
  return relative === undefined
    ? { kind: 'new framework', frameworkKey: document.identifier }
    : { kind: 'new edition', frameworkKey: relative.frameworkKey }
}

export type Changes = {
  added: Component[]
  changed: { before: Component; after: Component }[]
  removed: Component[]
  /** Whether the same components stand in another order */
  moved: boolean
}

const itself = ({ item, code }: Component): string => item?.identifier ?? code
const said = ({ code, name, statement, kind, domain, depth, item }: Component): string =>
  JSON.stringify([code, name, statement, kind, domain, depth, item?.uri])

export function changesOf(before: readonly Component[], after: readonly Component[]): Changes {
  const old = new Map(before.map((component) => [itself(component), component]))
  const fresh = new Map(after.map((component) => [itself(component), component]))
  const kept = after.filter((component) => old.has(itself(component)))
  const order = before.filter((component) => fresh.has(itself(component)))
  return {
    added: after.filter((component) => !old.has(itself(component))),
    changed: kept.flatMap((component) => {
      const was = old.get(itself(component))
      return was === undefined || said(was) === said(component) ? [] : [{ before: was, after: component }]
    }),
    removed: before.filter((component) => !fresh.has(itself(component))),
    moved: kept.some((component, at) => itself(component) !== itself(order[at] ?? component)),
  }
}
