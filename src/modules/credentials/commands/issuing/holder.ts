import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../../../platform/database/database.ts'
import { findPrimaryEmail, getPerson } from '../../../people/queries/people.ts'
import type { Holder } from '../../rules/credential.ts'
import { hashedEmail } from '../../rules/issuing/hashed-email.ts'
import type { OpenBadge } from '../../rules/form/schema.ts'

/** What a credential that is signed now says of a person. */
export async function holderOf(db: Db, personId: string): Promise<Holder> {
  const { name, email } = await sayable(db, personId)
  return { personId, name, email: email === null ? null : hashedEmail(email, randomBytes(16).toString('hex')) }
}

/** Whether a credential would say something else of its holder if it were signed now. */
export async function saysOtherwise(db: Db, personId: string, { credentialSubject }: OpenBadge): Promise<boolean> {
  const { name, email } = await sayable(db, personId)
  const [identity] = credentialSubject.identifier ?? []
  const hash = email === null ? undefined : hashedEmail(email, identity?.salt ?? '').hash
  return (credentialSubject['name'] ?? null) !== name || identity?.identityHash !== hash
}

async function sayable(db: Db, personId: string): Promise<{ name: string | null; email: string | null }> {
  const person = await getPerson(db, personId)
  const address = await findPrimaryEmail(db, personId)
  return {
    name: person.signName ? person.name : null,
    email: address?.verified === true ? address.email : null,
  }
}

/** The digest of a document's bytes, as `digestSRI` writes it. */
export const digestOf = (document: string): string => `sha384-${createHash('sha384').update(document).digest('base64')}`
