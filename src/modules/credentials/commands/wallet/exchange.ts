import type { World } from '../../../../platform/world.ts'
import { findOfferByToken } from '../../queries/wallet.ts'
import { claimedHolder } from '../../rules/wallet/exchange.ts'
import { nonceHolds } from '../../rules/wallet/nonce.ts'
import { isPresentation } from '../../rules/form/kind.ts'
import { fits, isObject, MANY } from '../../rules/form/limits.ts'
import { boundedReach } from '../verify/reach.ts'
import { checkSigned } from '../verify/signed.ts'
import { exchangeCode, hashOf } from './offer.ts'
import { copyFor } from './receive.ts'

type Given = Pick<World, 'db' | 'config' | 'fetch' | 'now'>

/**
 * Gives a credential to the wallet whose presentation proves a key, for the offer in the address of the exchange; once.
 * Null when the presentation does not hold or does not answer a challenge of ours, or the offer cannot be taken up.
 */
export async function completeExchange(
  world: Given,
  {
    slug,
    code,
    transactionCode,
    presentation,
  }: { slug: string; code: string; transactionCode: string; presentation: unknown },
): Promise<unknown> {
  const { db, config, now } = world
  const challenge = challengeOf(presentation)
  if (challenge === null || !nonceHolds(config.secret, challenge, now())) return null
  const holder = claimedHolder(presentation, challenge, new URL(config.publicUrl).host)
  if (holder === null || !(await isShownBy(world, holder, presentation))) return null
  const token = await exchangeCode(world, { slug, code, transactionCode })
  const offer = token && (await findOfferByToken(db, hashOf(token.accessToken)))
  return offer && copyFor(world, offer, holder, 'ldp_vc')
}

/** Whether each signature around a presentation is its holder's. What it carries, if anything, is not asked for. */
async function isShownBy(world: Given, holder: string, presentation: unknown): Promise<boolean> {
  const read = fits(presentation, MANY)
  if (!read.ok || !isPresentation(read.credential)) return false
  const signed = { document: read.credential, token: null }
  const { signature, issuer } = await checkSigned(boundedReach(world), signed, holder, 'authentication')
  return signature.result === 'passed' && issuer.result === 'passed'
}

function challengeOf(presentation: unknown): string | null {
  const proofs = isObject(presentation) ? [presentation['proof'] ?? []].flat().filter(isObject) : []
  const [challenge] = proofs.map((proof) => proof['challenge'])
  return typeof challenge === 'string' ? challenge : null
}
