/** What may become of an award. Words: docs/GLOSSARY.md. */

export const AWARD_STATES = ['active', 'suspended', 'revoked'] as const
export type AwardState = (typeof AWARD_STATES)[number]
export const isAwardState = (text: string | null): text is AwardState => AWARD_STATES.some((state) => state === text)

export type AwardAction = 'revoke' | 'suspend' | 'reinstate'
export const isAwardAction = (text: string | null): text is AwardAction =>
  text === 'revoke' || text === 'suspend' || text === 'reinstate'

/**
 * A mistake must be repairable, since an award is made only once: what was revoked may be reinstated. Null when the
 * action changes nothing or is not open.
 */
export function nextState(state: AwardState, action: AwardAction): AwardState | null {
  switch (action) {
    case 'revoke':
      return state === 'revoked' ? null : 'revoked'
    case 'suspend':
      return state === 'active' ? 'suspended' : null
    case 'reinstate':
      return state === 'active' ? null : 'active'
  }
}

export const LONGEST_REASON = 500

/** Whether everything that makes a collection is earned and in force. Never for an empty one. */
export const isComplete = (members: readonly string[], active: ReadonlySet<string>): boolean =>
  members.length > 0 && members.every((id) => active.has(id))

/** What a diploma says before the name: one that was withdrawn must not read as one that holds. */
export const CONFIRMS = {
  active: 'confirms that',
  suspended: 'does not confirm at present that',
  revoked: 'no longer confirms that',
} satisfies Record<AwardState, string>
