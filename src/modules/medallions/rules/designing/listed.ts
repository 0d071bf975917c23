import type { MedallionContent } from '../content.ts'
import type { KnownMicroCredential } from '../known.ts'
import type { ListedPick } from '../qualify.ts'

/**
 * The picks of a draft as far as they decide who would qualify. What the catalogue does not have is left out, what is
 * picked twice counts once, and a pick of a choice that is gone is needed by everybody.
 */
export function listedOf({ picks, groups }: MedallionContent, known: readonly KnownMicroCredential[]): ListedPick[] {
  const catalogue = new Map(known.map((one) => [one.slug, one.id]))
  const listed = new Map<string, ListedPick>()
  for (const { micro_credential: slug, group: groupId } of picks) {
    const id = catalogue.get(slug)
    const group = groups.find((one) => one.id === groupId)
    if (id === undefined || listed.has(id)) continue
    listed.set(id, { microCredentialId: id, groupId: group?.id ?? null, needed: group?.needed ?? 1 })
  }
  return [...listed.values()]
}
