import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { queueMail } from '../../../platform/events/mail.ts'
import {
  deleteAddress,
  deleteRequest,
  findRequest,
  insertAddress,
  listAddresses,
  lockAddress,
  writePrimary,
  writeRequest,
} from '../queries/addresses.ts'
import { isOnlyEntered } from '../queries/joining.ts'
import { findPersonByEmail } from '../queries/people.ts'
import { isEmail, normalEmail } from '../rules.ts'
import { join, joiningOf, type Joining } from './joining.ts'
import { hashOf, newToken } from './tokens.ts'

type Given = { db: Db; actor: Actor; now: Date }

const CONFIRM_HOURS = 24
/** More than anybody has; a list without end would be somebody's play. */
export const MOST_ADDRESSES = 10

export type Asked = { ok: true; email: string } | { ok: false; reason: 'email_wrong' | 'held' | 'too_many' }

/**
 * Asks for another address: a letter goes there with a link that adds it. Where it belongs to another person the answer
 * is the same, so that nobody learns who is here; the letter then tells its owner.
 */
export async function askForAddress(
  { db, actor, now }: Given,
  input: { email: string; publicUrl: string },
): Promise<Asked> {
  const email = normalEmail(input.email)
  if (!isEmail(email)) return { ok: false, reason: 'email_wrong' }
  const own = await listAddresses(db, actor.personId)
  if (own.some((address) => address.email === email)) return { ok: false, reason: 'held' }
  if (own.length >= MOST_ADDRESSES) return { ok: false, reason: 'too_many' }
  const token = newToken()
  await inTransaction(db, async (tx) => {
    const ownerId = await findPersonByEmail(tx, email)
    if (ownerId !== null && !(await isOnlyEntered(tx, ownerId)))
      return queueMail(tx, ofAnother(email, input.publicUrl), now)
    const expires = new Date(now.getTime() + CONFIRM_HOURS * 3600_000)
    await writeRequest(tx, { personId: actor.personId, email, hash: hashOf(token), asked: now, expires })
    const link = `${input.publicUrl}/account/addresses/${token}`
    return queueMail(tx, toConfirm(email, actor.name, link), now)
  })
  return { ok: true, email }
}

const toConfirm = (to: string, name: string, link: string) => ({
  to,
  subject: 'Add this address to your Mintmark account?',
  body: `${name} wants to add this address to an account in Mintmark. Open the link where you are signed in and press the button. It works once, for ${CONFIRM_HOURS} hours.\n\n${link}\n\nIf it was not you, do nothing: the address is not added.\n`,
})

const ofAnother = (to: string, publicUrl: string) => ({
  to,
  subject: 'This address already has a Mintmark account',
  body: `Somebody wants to add this address to an account in Mintmark, and it belongs to an account already. Nothing was changed.\n\nIf it was you, sign in with this address:\n${publicUrl}/sign-in\n`,
})

/** What a link would add to who is signed in; null where it works no more. */
export async function openAddress(
  { db, actor, now }: Given,
  token: string,
): Promise<({ email: string } & Joining) | null> {
  const email = await findRequest(db, actor.personId, hashOf(token), now)
  if (email === null) return null
  const ownerId = await findPersonByEmail(db, email)
  const joining = ownerId === null ? null : await joiningOf(db, ownerId, actor.personId)
  return { email, gains: joining?.gains ?? [], ends: joining?.ends ?? [] }
}

export type Confirmed = { ok: true; email: string } | { ok: false; reason: 'gone' | 'taken' }

/**
 * Adds the address of a link to who is signed in and asked for it, once, with the roles that somebody entered under it.
 * 'taken': meanwhile it became another person's.
 * Whoever is not that person finds the link gone: otherwise one click would give an address to a stranger's account.
 */
export function confirmAddress({ db, actor, now }: Given, token: string): Promise<Confirmed> {
  return inTransaction(db, async (tx): Promise<Confirmed> => {
    const email = await findRequest(tx, actor.personId, hashOf(token), now)
    if (email === null || !(await deleteRequest(tx, actor.personId, email))) return { ok: false, reason: 'gone' }
    await lockAddress(tx, email)
    const ownerId = await findPersonByEmail(tx, email)
    if (ownerId === actor.personId) return { ok: true, email }
    if (ownerId === null) await insertAddress(tx, actor.personId, email, now)
    else if (!(await join(tx, { from: ownerId, to: actor.personId, email, now }))) return { ok: false, reason: 'taken' }
    return { ok: true, email }
  })
}

type Changed = { ok: true } | { ok: false; reason: 'unknown' }

/** Letters go to this address from now on. Refused for one that is not theirs, or not confirmed. */
export async function makePrimary({ db, actor }: Given, address: string): Promise<Changed> {
  const made = await inTransaction(db, (tx) => writePrimary(tx, actor.personId, normalEmail(address)))
  return made ? { ok: true } : { ok: false, reason: 'unknown' }
}

/** Takes an address away, or what was asked for it. The primary one stays, so that a person always has one. */
export async function removeAddress({ db, actor }: Given, address: string): Promise<Changed> {
  const email = normalEmail(address)
  const removed = await inTransaction(
    db,
    async (tx) => (await deleteAddress(tx, actor.personId, email)) || (await deleteRequest(tx, actor.personId, email)),
  )
  return removed ? { ok: true } : { ok: false, reason: 'unknown' }
}
