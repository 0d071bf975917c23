import type { Actor } from '../../platform/actor.ts'

/** What somebody may do in the studio; `publisherId` is the organisation whose catalogue it is. */
export type Wish = { action: 'write' | 'review' | 'publish'; subject: { publisherId: string } }

/** The authors of a publisher write, review and publish its catalogue, and nobody else does. */
export const can = (actor: Actor, { subject }: Wish): boolean =>
  actor.roles.some((role) => role.kind === 'author' && role.organisationId === subject.publisherId)

/** The catalogue a person writes in; null for who is no author. */
export const studioOf = (actor: Actor): { publisherId: string; name: string } | null => {
  const role = actor.roles.find(({ kind }) => kind === 'author')
  return role === undefined ? null : { publisherId: role.organisationId, name: role.organisationName }
}
