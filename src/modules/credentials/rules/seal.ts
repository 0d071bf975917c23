/** The drawing of what was earned. */

import {
  badgeMedal,
  emblem,
  medallionSeal,
  stackRing,
  type Inking,
  type StackStyle,
} from '../../catalogue/rules/emblems/emblems.ts'
import type { AwardKind } from './achievement.ts'

/** What a drawing needs to know of the catalogue. */
export type DrawnCatalogue = {
  badges: readonly { id: string; slug: string; content: { letter: string } }[]
  stacks: readonly {
    slug: string
    badgeId: string | null
    style: StackStyle
    members: readonly { slug: string }[]
    /** What it held once: drawn in its style, and no part of its ring */
    unlisted?: readonly { slug: string }[]
  }[]
}

/** A medallion as it is drawn: a petal for each micro-credential that counts, by its slug. */
export type DrawnMedallion = { monogram: string; petals: readonly string[] }

/** How the emblem of a micro-credential is drawn; null where the catalogue no longer has it. */
const styleIn = (stacks: DrawnCatalogue['stacks'], slug: string): StackStyle | null =>
  stacks.find(({ members, unlisted = [] }) => [...members, ...unlisted].some((member) => member.slug === slug))
    ?.style ?? null

/**
 * The seal of what was earned; null where the catalogue no longer has it. Metal means earned and in force, so a withdrawn
 * one is drawn `untouched`.
 */
export function sealOf(
  { badges, stacks }: DrawnCatalogue,
  { kind, slug, medallion = null }: { kind: AwardKind; slug: string; medallion?: DrawnMedallion | null },
  { inking, size, title }: { inking: Inking; size: number; title: string },
): string | null {
  const ringOf = ({ style, members }: DrawnCatalogue['stacks'][number]) => ({
    style,
    pieces: members.map((member) => ({ id: member.slug, inking })),
  })
  if (kind === 'badge') {
    const badge = badges.find((known) => known.slug === slug)
    if (badge === undefined) return null
    const rings = stacks.filter(({ badgeId }) => badgeId === badge.id).map(ringOf)
    return badgeMedal(rings, size, badge.content.letter, title)
  }
  if (kind === 'stack') {
    const stack = stacks.find((known) => known.slug === slug)
    return stack === undefined ? null : stackRing(ringOf(stack), size, title)
  }
  if (kind === 'medallion') {
    if (medallion === null) return null
    const petals = medallion.petals.flatMap((id) => {
      const style = styleIn(stacks, id)
      return style === null ? [] : [{ id, style, inking }]
    })
    return medallionSeal(medallion.monogram, petals, size, title)
  }
  const style = styleIn(stacks, slug)
  return style === null ? null : emblem(slug, style, inking, size, title)
}
