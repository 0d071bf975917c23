import type { World } from '../../../platform/world.ts'
import { isId } from '../../../platform/database/ids.ts'
import { findStanding } from '../queries/credentials.ts'
import { findIssuerKeys } from '../queries/issuers.ts'
import { strictForm } from '../rules/form/compact.ts'
import { didDocument, didKeyDocument, ownIssuerSlug, type DidDocument } from '../rules/didweb.ts'
import { fits, isObject, readForeign } from '../rules/form/limits.ts'
import { openBadgeSchema, type OpenBadge } from '../rules/form/schema.ts'
import { decodeList, isSet, listUrl } from '../rules/status-list.ts'
import { datesStep, stopAt, verdictOf, type Step, type Verdict } from '../rules/verdict.ts'
import { proofHolds, proofsOf } from './proof.ts'
import { readStatusList } from './status.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

/** `about`: what the credential itself says, once its form is understood; null before. */
export type Checked = {
  verdict: Verdict
  steps: Step[]
  about: { title: string; issuer: string; credentialId: string } | null
}

const MOST_PROOFS = 4
/** Days are told as its own issuer counts them, so that the page of a credential says the same day everywhere. */
const dayIn =
  (keys: Known) =>
  (at: Date): string =>
    new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'long',
      timeZone: keys === null || keys === 'none' ? 'UTC' : keys.timeZone,
    }).format(at)
const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

/**
 * Checks anything that is said to be a credential, in five steps, and never throws for what it was given. Nothing is
 * fetched: our own issuers are looked up here, did:key carries its key, and whatever lies elsewhere is told as not checked.
 */
export async function verifyCredential(world: Given, input: unknown): Promise<Checked> {
  const read = typeof input === 'string' ? readForeign(input) : fits(input)
  if (!read.ok) return told(stopAt('schema', read.result, read.reason), null)
  const parsed = openBadgeSchema.safeParse(strictForm(read.credential))
  if (!parsed.success) {
    const where = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the whole'))].slice(0, 3)
    return told(
      stopAt(
        'schema',
        'failed',
        `It is not an Open Badges 3.0 credential: something is missing or wrong at ${short(where.join(', '))}.`,
      ),
      null,
    )
  }
  const badge = parsed.data
  const schema: Step = { step: 'schema', result: 'passed', reason: 'Open Badges 3.0, every required field is there.' }
  const keys = await findKeys(world, badge)
  const day = dayIn(keys)
  const { signature, issuer } = await checkProofs(world.now(), read.credential, badge, keys)
  const dates = datesStep(badge.validFrom, badge.validUntil ?? null, world.now(), day)
  const genuine = signature.result === 'passed' && issuer.result === 'passed' && isOwn(keys)
  const status = genuine
    ? await checkStatus(world, badge, keys, day)
    : notChecked('Not checked, because an earlier step did not hold.')
  return told([schema, signature, issuer, dates, status], badge)
}

function told(steps: Step[], badge: OpenBadge | null): Checked {
  const about = badge && {
    title: badge.credentialSubject.achievement.name,
    issuer: nameOf(badge),
    credentialId: badge.id,
  }
  return { verdict: verdictOf(steps), steps, about }
}

const issuerId = ({ issuer }: OpenBadge): string => (typeof issuer === 'string' ? issuer : issuer.id)
const nameOf = (badge: OpenBadge): string =>
  typeof badge.issuer === 'string' ? badge.issuer : (badge.issuer.name ?? badge.issuer.id)

type Keys = { document: DidDocument; says: string; timeZone: string }
/** null: the keys lie elsewhere; none: it names an issuer of this site that has no keys. */
type Known = Keys | null | 'none'

const isOwn = (keys: Known): keys is Keys => keys !== null && keys !== 'none'

/** The issuer's keys, where they are known without asking anyone. */
async function findKeys({ db, config }: Given, badge: OpenBadge): Promise<Known> {
  const id = issuerId(badge)
  const own = ownIssuerSlug(config.publicUrl, id)
  if (own !== null) {
    const known = await findIssuerKeys(db, own)
    if (known === null) return 'none'
    return {
      document: didDocument(id, known.keys),
      timeZone: known.issuer.timeZone,
      says: `The key belongs to ${known.issuer.name}, ${new URL(config.publicUrl).host}.`,
    }
  }
  if (!id.startsWith('did:key:')) return null
  const document = didKeyDocument(id)
  return (
    document && {
      document,
      timeZone: 'UTC',
      says: `It was signed with the key ${short(id)}. A key alone does not prove that it belongs to ${short(nameOf(badge))}.`,
    }
  )
}

type Proven = { signature: Step; issuer: Step }

async function checkProofs(
  now: Date,
  credential: Record<string, unknown>,
  badge: OpenBadge,
  keys: Known,
): Promise<Proven> {
  const unsigned = (reason: string): Proven => ({
    signature: { step: 'signature', result: 'failed', reason },
    issuer: {
      step: 'issuer',
      result: 'not checked',
      reason: 'Without a signature that holds, nobody stands behind it.',
    },
  })
  const unknown = (reason: string): Proven => ({
    signature: { step: 'signature', result: 'not checked', reason },
    issuer: { step: 'issuer', result: 'not checked', reason },
  })
  const proofs = proofsOf(credential)
  const dangling = proofs.some((proof) => proof['previousProof'] !== undefined)
  if (proofs.length === 0) return unsigned('It carries no signature.')
  if (proofs.length > MOST_PROOFS) return unsigned(`It carries more than ${MOST_PROOFS} signatures.`)
  if (dangling) return unsigned('One of its signatures counts on another that cannot be followed.')
  if (proofs.some((proof) => proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== 'eddsa-rdfc-2022'))
    return unknown('It is signed in a way that Mintmark does not check yet; it checks eddsa-rdfc-2022.')
  const expired = proofs.some(
    ({ expires }) => expires !== undefined && !(typeof expires === 'string' && Date.parse(expires) > now.getTime()),
  )
  if (expired) return unsigned('Its signature has run out.')

  if (keys === null)
    return unknown(`The keys of ${short(issuerId(badge))} lie elsewhere, and Mintmark does not fetch from other sites.`)
  if (keys === 'none') return unsigned('It names an issuer of this site who has never issued a credential.')
  const strange = proofs.some(
    ({ verificationMethod: id }) => typeof id !== 'string' || !id.startsWith(`${keys.document.id}#`),
  )
  if (strange)
    return {
      signature: {
        step: 'signature',
        result: 'not checked',
        reason: 'Not checked, because the key is not the issuer’s.',
      },
      issuer: {
        step: 'issuer',
        result: 'failed',
        reason: 'It was signed with a key of somebody other than the issuer that it names.',
      },
    }
  for (const proof of proofs)
    if (!(await proofHolds(credential, proof, keys.document)))
      return unsigned(
        'The signature does not match the content: something was changed after it was signed, or it was never signed by this issuer.',
      )
  return {
    signature: { step: 'signature', result: 'passed', reason: 'The signature matches the content, letter for letter.' },
    issuer: { step: 'issuer', result: 'passed', reason: keys.says },
  }
}

const listEntry = (status: unknown): { list: string; index: number; purpose: string } | null => {
  if (!isObject(status) || status['type'] !== 'BitstringStatusListEntry') return null
  const { statusListCredential: list, statusListIndex: index, statusPurpose: purpose } = status
  if (typeof list !== 'string' || typeof index !== 'string' || !/^\d{1,9}$/.test(index) || typeof purpose !== 'string')
    return null
  return { list, index: Number(index), purpose }
}

const notChecked = (reason: string): Step => ({ step: 'status', result: 'not checked', reason })

async function checkStatus(world: Given, badge: OpenBadge, keys: Keys, day: (at: Date) => string): Promise<Step> {
  const failed = (reason: string): Step => ({ step: 'status', result: 'failed', reason })
  const { credentialStatus } = badge
  if (credentialStatus === undefined)
    return {
      step: 'status',
      result: 'passed',
      reason: 'It names no list of withdrawn credentials, so it cannot be withdrawn.',
    }
  const entry = listEntry(credentialStatus)
  if (entry === null || entry.purpose !== 'revocation')
    return notChecked('It is withdrawn in a way that Mintmark does not check yet.')

  const base = listUrl(world.config.publicUrl, '')
  if (!entry.list.startsWith(base))
    return notChecked(
      `The list of withdrawn credentials lies at ${short(entry.list)}, and Mintmark does not fetch from other sites.`,
    )
  const id = entry.list.slice(base.length)
  const list = isId(id) ? await readStatusList(world, id) : null
  if (list === null) return failed('It names a list of withdrawn credentials that does not exist.')
  const withdrawn = await bitOf(list.document, keys, entry.index)
  if (withdrawn === null)
    return failed(
      'It names a list of withdrawn credentials that is not its issuer’s, or a place that the list does not have.',
    )
  if (!withdrawn)
    return {
      step: 'status',
      result: 'passed',
      reason: 'The issuer’s list of withdrawn credentials does not name it.',
    }

  const own = badge.id.slice('urn:uuid:'.length)
  const standing = isId(own) ? await findStanding(world.db, own) : null
  if (standing?.replaced) {
    const { at, by } = standing.replaced
    const reason = `Its issuer replaced it on ${day(at)} by ${world.config.publicUrl}/credentials/${by}.`
    return { step: 'status', result: 'failed', cause: 'revoked', reason }
  }
  const cause = standing?.state === 'suspended' ? 'suspended' : 'revoked'
  const since = standing === null ? '' : ` on ${day(standing.changedAt)}`
  const why = standing?.reason ? ` Reason: ${standing.reason}` : ''
  return { step: 'status', result: 'failed', cause, reason: `Its issuer ${cause} it${since}.${why}` }
}

/** The bit of a place in a list that the same issuer signed; null when the list or the place is not there. */
async function bitOf(document: string, keys: Keys, index: number): Promise<boolean | null> {
  const list: unknown = JSON.parse(document)
  if (!isObject(list) || list['issuer'] !== keys.document.id) return null
  const [proof] = proofsOf(list)
  if (proof === undefined || !(await proofHolds(list, proof, keys.document))) return null
  const subject = list['credentialSubject']
  const bits =
    isObject(subject) && typeof subject['encodedList'] === 'string' ? decodeList(subject['encodedList']) : null
  return bits === null ? null : isSet(bits, index)
}
