/** How far an educator is over the whole badge: what the drawing of their medal and the lists beside it say. */

import type { Inking, StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import type { AwardKind } from './achievement.ts'
import type { AwardState } from './award.ts'

type Earned = { kind: AwardKind; achievementId: string; state: AwardState; hours: number; credentialId: string | null }
type Begun = { microCredentialId: string; pursuitId: string; pursuitState: 'active' | 'earned' | 'withdrawn' }
type Member = {
  id: string
  slug: string
  title: string
  state: 'published' | 'retired' | 'outline'
  hoursCredited: number
}

export type MedalRow = {
  slug: string
  title: string
  inking: Inking
  /** What became of an award that is no longer in force */
  withdrawn: 'suspended' | 'revoked' | null
  /** Only what is published can be started */
  state: Member['state']
  hours: number
  /** To the credential when earned, to the work when begun, else to the page about it */
  href: string
}

export type MedalView = {
  earned: number
  hours: number
  stacks: { slug: string; style: StackStyle; rows: MedalRow[] }[]
}

/** Metal only for what is earned and in force. Hours are those of the awards, and of micro-credentials alone. */
export function medalOf(
  {
    stacks,
  }: {
    stacks: readonly {
      slug: string
      style: StackStyle
      members: readonly Member[]
      /** What it does not ask for; a stack keeps it for who has it or is at work on it */
      unlisted?: readonly Member[]
    }[]
  },
  awards: readonly Earned[],
  pursuits: readonly Begun[],
): MedalView {
  const single = awards.filter(({ kind }) => kind === 'micro-credential')
  const rowOf = ({ id, slug, title, state, hoursCredited }: Member): MedalRow => {
    const award = single.find(({ achievementId }) => achievementId === id)
    const pursuit = pursuits.find(
      ({ microCredentialId, pursuitState }) => microCredentialId === id && pursuitState !== 'withdrawn',
    )
    const inForce = award?.state === 'active'
    const credential = award?.credentialId ?? null
    const begun = pursuit === undefined ? `/micro-credentials/${slug}` : `/pursuits/${pursuit.pursuitId}`
    return {
      slug,
      title,
      // Between the decision and the award lies a moment in which the work is neither begun nor struck.
      inking: inForce ? 'earned' : award === undefined && pursuit !== undefined ? 'progress' : 'untouched',
      withdrawn: award === undefined || award.state === 'active' ? null : award.state,
      state,
      hours: award?.hours ?? hoursCredited,
      href: credential === null ? begun : `/credentials/${credential}`,
    }
  }
  const counted = single.filter(({ state }) => state === 'active')
  return {
    earned: counted.length,
    hours: counted.reduce((sum, { hours }) => sum + hours, 0),
    stacks: stacks.map(({ slug, style, members, unlisted = [] }) => {
      const kept = unlisted.map(rowOf).filter(({ inking, withdrawn }) => inking !== 'untouched' || withdrawn !== null)
      return { slug, style, rows: [...members.map(rowOf), ...kept] }
    }),
  }
}

const SAYS = { earned: 'Earned', progress: 'In progress', untouched: 'Not started' } as const

/** The state of a row in words. */
export function stateInWords({ inking, withdrawn, state }: MedalRow): string {
  if (withdrawn !== null) return withdrawn === 'revoked' ? 'Revoked' : 'Suspended'
  if (inking === 'untouched' && state !== 'published') return state === 'outline' ? 'Being written' : 'Retired'
  return SAYS[inking]
}
