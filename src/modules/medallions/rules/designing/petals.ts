import type { Petal } from '../../../catalogue/rules/emblems/emblems.ts'
import { MOST_NEEDED, type MedallionContent } from '../content.ts'
import type { KnownMicroCredential } from '../known.ts'

/**
 * The petals of a medallion as it will be struck: one for each that is needed, in the order of the path. Of a choice the
 * first stand for the others.
 */
export function petalsOf({ picks, groups }: MedallionContent, known: readonly KnownMicroCredential[]): Petal[] {
  const catalogue = new Map(known.map((one) => [one.slug, one]))
  const left = new Map(groups.map(({ id, needed }) => [id, needed]))
  return picks
    .flatMap(({ micro_credential: slug, group }): Petal[] => {
      const found = catalogue.get(slug)
      const more = group === undefined ? 1 : (left.get(group) ?? 1)
      if (found === undefined || more < 1) return []
      if (group !== undefined && left.has(group)) left.set(group, more - 1)
      return [{ id: slug, style: found.stack.style, inking: 'earned' }]
    })
    .slice(0, MOST_NEEDED)
}
