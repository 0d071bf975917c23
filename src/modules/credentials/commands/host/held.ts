import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import type { World } from '../../../../platform/world.ts'
import { getPerson, findPrimaryEmail } from '../../../people/queries/people.ts'
import { findCredential } from '../../queries/credentials.ts'
import {
  deleteHeld,
  findHeld,
  findHostProfile,
  isOwn,
  listPortable,
  measureHeld,
  saveHeld,
  saveHostProfile,
} from '../../queries/host.ts'
import { ownIssuerSlug } from '../../rules/didweb.ts'
import { OPEN_BADGES } from '../../rules/contexts.ts'
import { fits, LONGEST_TEXT } from '../../rules/form/limits.ts'
import { credentialInToken, describe, readObject } from '../../rules/host/received.ts'
import { isStorable } from '../../rules/host/storable.ts'
import { verifyCredential } from '../verify.ts'

/** More than any person brings; a service that writes without end is stopped. */
const MOST_HELD = 1000
const MOST_LETTERS = 20_000_000
class Full extends Error {}

/** A credential as it came: the text of an object, or a compact token. */
export type Brought = { text: string; form: 'json' | 'jwt' }

export type Kept =
  /** own: it was issued here to this person, so it stands among theirs already */
  | { ok: true; kept: 'new' | 'renewed' | 'own' }
  /** unreadable: no credential with an id and an issuer; broken: it is not valid; full: no room for more; foreign: ours, and somebody else's */
  | { ok: false; reason: 'unreadable' | 'broken' | 'full' | 'foreign'; detail: string }

/**
 * Keeps a credential that a person brings. It must not be broken; one that cannot be
 * checked to the end, or is no longer in force, is kept all the same, since it is theirs.
 */
export async function keepCredential(
  world: Pick<World, 'db' | 'config' | 'fetch' | 'now'>,
  personId: string,
  brought: Brought,
): Promise<Kept> {
  const { db, config, now } = world
  const refuse = (reason: Extract<Kept, { ok: false }>['reason'], detail: string): Kept => ({
    ok: false,
    reason,
    detail,
  })
  const document = brought.text.trim()
  if (document.length > LONGEST_TEXT) return refuse('unreadable', 'It is larger than a credential can be (1 MB).')
  const credential = brought.form === 'jwt' ? credentialInToken(document) : readObject(document)
  const received = credential && describe(credential, brought.form, document)
  if (!received) return refuse('unreadable', 'It is no credential with an id and an issuer.')
  const { verdict, steps } = await verifyCredential(world, document)
  if (verdict === 'not valid')
    return refuse('broken', steps.find(({ result }) => result === 'failed')?.reason ?? 'It does not hold.')
  if (ownIssuerSlug(config.publicUrl, received.issuer) !== null) {
    const id = received.credentialId.replace(/^urn:uuid:/, '')
    return isId(id) && (await isOwn(db, personId, id))
      ? { ok: true, kept: 'own' }
      : refuse('foreign', 'It was issued here to somebody else.')
  }
  return inTransaction(db, async (tx) => {
    const kept = await saveHeld(tx, personId, received, now())
    const { count, letters } = await measureHeld(tx, personId)
    if (count > MOST_HELD || letters > MOST_LETTERS) throw new Full()
    return { ok: true, kept } as const
  }).catch((error: unknown) => {
    if (error instanceof Full) return refuse('full', 'There is no room for more credentials from elsewhere.')
    throw error
  })
}

/** Removes what a person brought. False when it is not theirs. */
export const forgetHeld = ({ db }: Pick<World, 'db'>, personId: string, id: string): Promise<boolean> =>
  deleteHeld(db, personId, id)

/** One page of what a person can take along: objects and tokens, as Open Badges 3.0 answers them. */
export async function readCredentials(
  db: Db,
  personId: string,
  page: { since: Date | null; limit: number; offset: number },
): Promise<{ total: number; credential: unknown[]; compactJwsString: string[] }> {
  const { total, portable } = await listPortable(db, personId, page)
  const credential: unknown[] = []
  const compactJwsString: string[] = []
  for (const { own, id } of portable) {
    const found = own ? await findCredential(db, id) : await findHeld(db, personId, id)
    if (found === null) continue
    if ('form' in found && found.form === 'jwt') compactJwsString.push(found.document)
    else credential.push(JSON.parse(found.document))
  }
  return { total, credential, compactJwsString }
}

const OWN_FIELDS = ['@context', 'id', 'type', 'name', 'email']
const MOST_PROFILE = 20_000

/** The profile of a person: name and address from their account, the rest as they or a service of theirs wrote it. */
export async function readProfile(db: Db, personId: string): Promise<Record<string, unknown>> {
  const [person, address, told] = await Promise.all([
    getPerson(db, personId),
    findPrimaryEmail(db, personId),
    findHostProfile(db, personId),
  ])
  return {
    ...told,
    '@context': [OPEN_BADGES],
    id: `urn:uuid:${personId}`,
    type: ['Profile'],
    name: person.name,
    ...(address?.verified === true ? { email: address.email } : {}),
  }
}

/** Takes over what a service tells of a person. Name and address stay those of the account. Null when it is no profile. */
export async function writeProfile(
  { db, now }: Pick<World, 'db' | 'now'>,
  personId: string,
  text: string,
): Promise<Record<string, unknown> | null> {
  const profile = text.length > MOST_PROFILE ? null : readObject(text)
  if (profile === null || !fits({ ...profile, '@context': [] }).ok || !isStorable(profile)) return null
  const types: unknown[] = [profile['type'] ?? []].flat()
  if (!types.includes('Profile')) return null
  const told = Object.fromEntries(Object.entries(profile).filter(([name]) => !OWN_FIELDS.includes(name)))
  await saveHostProfile(db, personId, told, now())
  return readProfile(db, personId)
}
