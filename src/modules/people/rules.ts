import type { Actor, HeldRole, RoleKind } from '../../platform/actor.ts'

/* Words: docs/GLOSSARY.md. */

export const hasRole = (actor: Actor, kind: RoleKind): boolean => actor.roles.some((role) => role.kind === kind)

/** The roles of a kind, for "in which organisations may this person ...". */
export const rolesOf = (actor: Actor, kind: RoleKind): HeldRole[] => actor.roles.filter((role) => role.kind === kind)

/**
 * Whether a person holds a role in one of the organisations of a path (from the root to the organisation in question):
 * who leads a district leads its schools, and who leads one school sees nothing of another.
 */
export const answersFor = (actor: Actor, kind: RoleKind, path: readonly string[]): boolean =>
  actor.roles.some((role) => role.kind === kind && path.includes(role.organisationId))

/** Where a person works as an educator; the first role held counts when there are several. */
export const workplace = (actor: Actor): HeldRole | null => rolesOf(actor, 'educator')[0] ?? null

/** E-mail addresses are compared in lower case and without surrounding space; nothing else is changed. */
export const normalEmail = (address: string): string => address.trim().toLowerCase()

export const isEmail = (address: string): boolean =>
  /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(address) && address.length <= 254

/** A name as it stands in an address: "St. Ninian's School" becomes "st-ninian-s-school"; empty when no letter or digit is left. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')

/** Length is what makes a password strong; no other rule is put to people. */
export const SHORTEST_PASSWORD = 10

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
