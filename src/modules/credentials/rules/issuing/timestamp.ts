/** RFC 3339 in UTC without fractions, which every verifier reads alike. */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
