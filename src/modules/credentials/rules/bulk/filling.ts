/** What differs from one credential of a template to the next. */

/** Which slots there are. */
export type Form = { expires: boolean; withEmail: boolean; withName: boolean }

export type Filling = {
  credentialId: string
  personId: string
  /** Timestamps without fractions, as the credential writes them; `until` only where it expires. */
  at: string
  until: string
  email: { hash: string; salt: string } | null
  name: string | null
  listId: string
  index: number
}

/** The values of one credential in the order of the slots. */
export const valuesOf = (filling: Filling, { expires, withEmail, withName }: Form): string[] => [
  filling.credentialId,
  filling.personId,
  filling.at,
  ...(expires ? [filling.until] : []),
  ...(withEmail ? [filling.email?.hash ?? '', filling.email?.salt ?? ''] : []),
  ...(withName ? [filling.name ?? ''] : []),
  filling.listId,
  String(filling.index),
]
