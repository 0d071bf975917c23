import type { MedallionContent } from '../../../medallions/rules/content.ts'

/**
 * The micro-credentials that stand for a medallion in its drawing, in the order of its path: all that everybody needs and
 * of each choice as many as are needed, the first ones.
 */
export function petalsOf({ picks, groups }: Pick<MedallionContent, 'picks' | 'groups'>): string[] {
  const left = new Map(groups.map(({ id, needed }) => [id, needed]))
  return picks.flatMap(({ micro_credential: slug, group }) => {
    if (group === undefined) return [slug]
    const more = left.get(group) ?? 0
    left.set(group, more - 1)
    return more > 0 ? [slug] : []
  })
}
