export const ROLES = ['educator', 'assessor', 'leader', 'author', 'registrar', 'admin'] as const
export type RoleKind = (typeof ROLES)[number]

export type OrganisationKind = 'publisher' | 'district' | 'school'

/** A role held now. orgId is the root of the organisation's tree: the tenant. */
export type HeldRole = {
  kind: RoleKind
  organisationId: string
  organisationName: string
  organisationKind: OrganisationKind
  orgId: string
}

/** Who is asking: a signed-in person as every policy sees them. */
export type Actor = {
  personId: string
  name: string
  /** IANA name, for dates on the screen. */
  timeZone: string
  demo: boolean
  roles: readonly HeldRole[]
}
