/** The drawing of what was earned. */

import { badgeMedal, emblem, stackRing, type Inking, type StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
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

/**
 * The seal of a micro-credential, stack or badge; null where the catalogue no longer has it. Metal means earned and in
 * force, so a withdrawn one is drawn `untouched`.
 */
export function sealOf(
  { badges, stacks }: DrawnCatalogue,
  { kind, slug }: { kind: AwardKind; slug: string },
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
  const stack = stacks.find(({ members, unlisted = [] }) =>
    [...members, ...unlisted].some((member) => member.slug === slug),
  )
  return stack === undefined ? null : emblem(slug, stack.style, inking, size, title)
}
