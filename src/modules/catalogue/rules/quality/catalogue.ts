/** The quality of a whole catalogue: every checklist, and what can only be seen across its micro-credentials. */

import { isOutline, type CatalogueContent, type MicroCredentialContent, type OutlineContent } from '../content.ts'
import { checklistOf } from './checklist.ts'
import { findMarkup, findSigns } from './items/signs.ts'
import type { Finding, Surroundings } from './rule.ts'
import { neighboursOf } from './text/neighbours.ts'

/** Those that are not outlines. */
export const writtenInFull = (
  contents: readonly (MicroCredentialContent | OutlineContent)[],
): MicroCredentialContent[] => contents.flatMap((content) => (isOutline(content) ? [] : [content]))

/** `id` says in which content of the catalogue it is found. */
type CatalogueFinding = Finding & { readonly id: string }

/** Everything that is not met, blocking or not; empty when all is well. What only a person can decide is not here. */
export function findingsOfCatalogue(
  { badge, stacks, microCredentials }: CatalogueContent,
  around: Pick<Surroundings, 'year' | 'components'>,
): CatalogueFinding[] {
  const written = writtenInFull(microCredentials)
  const surroundings = { ...around, neighbours: neighboursOf(written) }
  return [
    ...written.flatMap((content) =>
      checklistOf(content, surroundings)
        .filter(({ state }) => state === 'not met')
        .flatMap(({ title, findings }) =>
          findings.map(({ path, reason }) => ({ id: content.id, path, reason: `${title}: ${reason}` })),
        ),
    ),
    ...[badge, ...stacks].flatMap((content) =>
      [...findMarkup(content), ...findSigns(content)].map((finding) => ({ id: content.id, ...finding })),
    ),
    ...circles(microCredentials),
  ]
}

/** What must be earned before itself, by way of others, can never be begun. */
function circles(contents: readonly (MicroCredentialContent | OutlineContent)[]): CatalogueFinding[] {
  const before = new Map(contents.map(({ id, prerequisites }) => [id, prerequisites]))
  const comesBeforeItself = (id: string): boolean => {
    const seen = new Set<string>()
    const waiting = [...(before.get(id) ?? [])]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === id) return true
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...(before.get(next) ?? []))
    }
    return false
  }
  return contents
    .filter(({ id }) => comesBeforeItself(id))
    .map(({ id }) => ({ id, path: ['prerequisites'], reason: 'It must be earned before itself, by way of others.' }))
}
