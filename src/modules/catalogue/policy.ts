import type { Actor } from '../../platform/actor.ts'

/** What somebody may do with a catalogue; `publisherId` is the organisation whose it is. */
export type Wish = { action: 'exchange files' | 'keep frameworks'; subject: { publisherId: string } }

/**
 * The authors of a publisher bring files into its catalogue and take them out of it; its admins say which frameworks
 * there are. Nobody else does.
 */
export const can = (actor: Actor, { action, subject }: Wish): boolean => {
  const kind = action === 'exchange files' ? 'author' : 'admin'
  return actor.roles.some((role) => role.kind === kind && role.organisationId === subject.publisherId)
}

/** The catalogue that a person writes in; null for who is no author. */
export const catalogueOf = (actor: Actor): { publisherId: string; name: string } | null => {
  const role = actor.roles.find(({ kind }) => kind === 'author')
  return role === undefined ? null : { publisherId: role.organisationId, name: role.organisationName }
}
