import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { World } from '../../../../platform/world.ts'
import { findCredential } from '../../queries/credentials.ts'
import { isOwn } from '../../queries/host.ts'
import { getIssuer } from '../../queries/issuers.ts'
import {
  countAttempt,
  deleteOldOffers,
  findOffer,
  insertOffer,
  lockOffer,
  saveToken,
  type Offer,
} from '../../queries/wallet.ts'
import { learnerWalletLink } from '../../rules/wallet/exchange.ts'
import { exchangeUrl, offerLink, TRANSACTION_CODE_LENGTH } from '../../rules/wallet/offer.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

const OFFER_MINUTES = 10
const TOKEN_SECONDS = 300
/** A transaction code has a million values; so many tries find it in one case of 200,000. */
const MOST_ATTEMPTS = 5

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
const minutesFrom = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

/** `learnerWallet` opens the Learner Credential Wallet, which needs no code. */
export type MadeOffer = { link: string; learnerWallet: string; code: string; transactionCode: string; expiresAt: Date }

/** Offers one of a person's own credentials to a wallet, for ten minutes and once. Null when it is not theirs. */
export async function makeOffer(
  { db, config, now }: Given,
  actor: Actor,
  credentialId: string,
): Promise<MadeOffer | null> {
  const credential = (await isOwn(db, actor.personId, credentialId)) ? await findCredential(db, credentialId) : null
  if (credential === null) return null
  const { slug } = await getIssuer(db, credential.orgId)
  const code = randomBytes(24).toString('base64url')
  const transactionCode = String(randomInt(10 ** TRANSACTION_CODE_LENGTH)).padStart(TRANSACTION_CODE_LENGTH, '0')
  const expiresAt = minutesFrom(now(), OFFER_MINUTES)
  await insertOffer(db, {
    orgId: credential.orgId,
    id: newId(),
    credentialId,
    codeHash: hashOf(code),
    transactionCodeHash: hashOf(transactionCode),
    expiresAt,
  })
  const { publicUrl } = config
  return {
    link: offerLink(publicUrl, slug, code),
    learnerWallet: learnerWalletLink(publicUrl, exchangeUrl(publicUrl, slug, code, transactionCode)),
    code,
    transactionCode,
    expiresAt,
  }
}

/** An offer that can still be taken up. */
export async function findOpenOffer({ db, now }: Given, slug: string, code: string): Promise<Offer | null> {
  const offer = await findOffer(db, hashOf(code))
  return offer !== null && offer.slug === slug && isOpen(offer, now()) ? offer : null
}

const isOpen = ({ expiresAt, tokenHash, attempts }: Offer, now: Date): boolean =>
  expiresAt > now && tokenHash === null && attempts < MOST_ATTEMPTS

export type Token = { accessToken: string; expiresIn: number }

/**
 * Exchanges the code of an offer and the transaction code that the educator sees for an access token; once. Null when
 * either is wrong, used or too old: nobody learns which.
 */
export async function exchangeCode(
  { db, now }: Given,
  { slug, code, transactionCode }: { slug: string; code: string; transactionCode: string },
): Promise<Token | null> {
  return inTransaction(db, async (tx) => {
    const offer = await lockOffer(tx, hashOf(code))
    if (offer === null || offer.slug !== slug || !isOpen(offer, now())) return null
    await countAttempt(tx, offer)
    const [said, right] = [Buffer.from(hashOf(transactionCode)), Buffer.from(offer.transactionCodeHash)]
    if (!timingSafeEqual(said, right)) return null
    const accessToken = randomBytes(32).toString('base64url')
    await saveToken(tx, offer, hashOf(accessToken), minutesFrom(now(), TOKEN_SECONDS / 60))
    return { accessToken, expiresIn: TOKEN_SECONDS }
  })
}

/** Removes offers that nobody can take up any more. */
export const forgetOffers = ({ db, now }: Pick<World, 'db' | 'now'>): Promise<void> => deleteOldOffers(db, now())
