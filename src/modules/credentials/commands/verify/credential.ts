import type { Bounds } from '../../rules/form/claims.ts'
import { readEnvelope, type Envelope } from '../../rules/form/envelope.ts'
import { formOf } from '../../rules/form/kind.ts'
import { fits } from '../../rules/form/limits.ts'
import { datesStep, verdictOf, type Step } from '../../rules/verdict.ts'
import { place } from '../resolve/elsewhere.ts'
import { stopped, type Checked } from './checked.ts'
import { checkEndorsements } from './endorsements.ts'
import { checkResources } from './resources.ts'
import { notesOn } from './notes.ts'
import type { Reach } from './reach.ts'
import { checkSigned, type Proven, type Signed } from './signed.ts'
import { checkStatus } from './status.ts'

const EARLIER = 'Not checked, because an earlier step did not hold.'

/**
 * Checks one W3C credential in the order of the specification; it never throws for what it was given. What it carries in
 * turn is not followed when it stands `inside` another itself.
 */
export async function checkCredential(
  world: Reach,
  given: Signed & { bounds: Bounds },
  where: 'alone' | 'inside' = 'alone',
): Promise<Checked> {
  const read = fits(given.document)
  if (!read.ok) return stopped(read)
  const enveloped = readEnvelope(given.document)
  if (!enveloped.ok) return stopped(enveloped)
  const { envelope } = enveloped
  const form = formOf(given.document, envelope.version)
  if (!form.ok) return stopped(form)
  const proven = await checkSigned(world, given, envelope.issuer)
  const genuine = proven.found !== null
  const day = dayIn(proven)
  const steps: Step[] = [
    { step: 'schema', result: 'passed', reason: form.says },
    proven.signature,
    named(proven.issuer, envelope),
    datesOf(envelope, given.bounds, world.now(), day),
    genuine
      ? await checkStatus(world, envelope, proven, day)
      : { step: 'status', result: 'not checked', reason: EARLIER },
    ...(genuine && where === 'alone' ? await checkResources(world, envelope.resources) : []),
    ...(genuine && where === 'alone'
      ? await checkEndorsements(given.document, (inner) => checkCredential(world, inner, 'inside'))
      : []),
  ]
  const about = {
    title: form.title ?? envelope.title,
    issuer: envelope.issuerName,
    credentialId: envelope.id ?? '',
  }
  return {
    verdict: verdictOf(steps),
    steps,
    about,
    notes: genuine && where === 'alone' ? await notesOn(world, given.document, envelope) : [],
  }
}

/** A key without a site says nothing of who holds it, while the credential gives its issuer a name. */
const named = (issuer: Step, { issuerName, issuer: id }: Envelope): Step =>
  issuer.result === 'passed' && /^did:(key|jwk):/.test(id)
    ? {
        ...issuer,
        reason: `It was signed with the key ${place(id)}. A key alone does not prove that it belongs to ${place(issuerName)}.`,
      }
    : issuer

/** Days are told as its own issuer counts them, so that the page of a credential says the same day everywhere. */
const dayIn =
  ({ found }: Proven) =>
  (at: Date): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: found?.own?.timeZone ?? 'UTC' }).format(at)

/** The dates of the credential and of the token around it: both must hold. */
function datesOf({ validFrom, validUntil }: Envelope, bounds: Bounds, now: Date, day: (at: Date) => string): Step {
  const own = datesStep(validFrom, validUntil, now, day)
  if (own.result !== 'passed' || (bounds.from === null && bounds.until === null)) return own
  const around = datesStep(bounds.from, bounds.until, now, day)
  return around.result === 'passed' ? own : around
}
