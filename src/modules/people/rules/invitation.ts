/** How long an invitation waits for its answer. */
export const INVITATION_DAYS = 30

export const invitationEnds = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * 86_400_000)
