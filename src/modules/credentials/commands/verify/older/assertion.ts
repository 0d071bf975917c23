import {
  assertionSchema,
  hostsOf,
  kindOf,
  sameJson,
  type Assertion,
  type IssuerProfile,
} from '../../../rules/form/assertion.ts'
import { whereIn } from '../../../rules/form/envelope.ts'
import { failed, fits, isObject, ONE } from '../../../rules/form/limits.ts'
import { tokenHolds, type Token } from '../../../rules/form/token.ts'
import { datesStep, verdictOf, type Step } from '../../../rules/verdict.ts'
import { place, readJsonElsewhere } from '../../resolve/elsewhere.ts'
import { findKey } from '../../resolve/keys.ts'
import { stopped, type Checked } from '../checked.ts'
import type { Reach } from '../reach.ts'
import { findIssuer, WANTED } from './issuer.ts'
import { revokedHere } from './revoked.ts'

type Proven = { signature: Step; issuer: Step; status: Step }

const step = (name: Step['step'], result: Step['result'], reason: string): Step => ({ step: name, result, reason })
const EARLIER = 'Not checked, because an earlier step did not hold.'

/** Checks an assertion of Open Badges 2.0: one that its issuer's site serves, or one that came signed as a token. */
export async function checkAssertion(
  world: Reach,
  { document, token }: { document: Record<string, unknown>; token: Token | null },
): Promise<Checked> {
  const read = fits(document, { ...ONE, strangers: true })
  if (!read.ok) return stopped(read)
  const parsed = assertionSchema.safeParse(document)
  if (!parsed.success) return stopped(failed(`It is not an Open Badges 2.0 assertion: ${whereIn(parsed.error)}`))
  const assertion = parsed.data
  const kind = kindOf(assertion)
  if (kind === null || (kind === 'signed') !== (token !== null))
    return stopped(failed('It does not come in the way by which it says that it is to be checked.'))
  const issuer = await findIssuer(world, assertion)
  const profile = issuer.ok ? issuer.value.profile : null
  const proven = !issuer.ok
    ? unknown(issuer.result, issuer.reason)
    : token === null
      ? await hosted(world, document, assertion, issuer.value.profile)
      : await signed(world, token, assertion, issuer.value.profile)
  const day = (at: Date) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  const steps = [
    step('schema', 'passed', 'Open Badges 2.0, every required field is there.'),
    proven.signature,
    proven.issuer,
    datesStep(assertion.issuedOn, assertion.expires ?? null, world.now(), day),
    proven.status,
  ]
  const title = issuer.ok
    ? issuer.value.title
    : typeof assertion.badge === 'string'
      ? place(assertion.badge)
      : assertion.badge.name
  const about = {
    title,
    issuer: profile?.name ?? profile?.id ?? 'somebody who could not be asked',
    credentialId: assertion.id,
  }
  return { verdict: verdictOf(steps), steps, about, notes: [] }
}

const unknown = (result: 'failed' | 'not checked', reason: string): Proven => ({
  signature: step('signature', 'not checked', reason),
  issuer: step('issuer', result, reason),
  status: step('status', 'not checked', EARLIER),
})

/** What the issuer's own site serves under its name must be the same, word for word. */
async function hosted(
  world: Reach,
  document: Record<string, unknown>,
  assertion: Assertion,
  profile: IssuerProfile,
): Promise<Proven> {
  const { host } = new URL(assertion.id)
  if (!hostsOf(profile).includes(host))
    return unknown('failed', `${place(host)} serves it, which is not a site of the issuer that it names.`)
  const read = await readJsonElsewhere(world, assertion.id, WANTED)
  if (!read.ok) return unknown('not checked', read.reason)
  const { value, url } = read.value
  const revoked = isObject(value) && value['revoked'] === true
  const same = new URL(url).host === host && sameJson(value, document)
  const status: Step = revoked
    ? { ...step('status', 'failed', 'Its issuer revoked it.'), cause: 'revoked' }
    : step('status', 'passed', 'Its issuer serves it, and has not withdrawn it.')
  if (same) {
    const signature = step('signature', 'passed', 'The issuer’s site serves it, word for word.')
    return { signature, issuer: step('issuer', 'passed', `It is served by ${place(host)}.`), status }
  }
  return revoked
    ? { ...unknown('not checked', 'Its issuer’s site says of it only that it is withdrawn.'), status }
    : {
        ...unknown('not checked', EARLIER),
        signature: step('signature', 'failed', 'The issuer’s site serves something else under its name.'),
      }
}

async function signed(world: Reach, token: Token, assertion: Assertion, profile: IssuerProfile): Promise<Proven> {
  const method = assertion.verification.creator ?? (typeof profile.publicKey === 'string' ? profile.publicKey : null)
  if (method === null) return unknown('not checked', 'It does not say with which key it was signed.')
  const looked = await findKey(world, method)
  if (!looked.ok) return unknown(looked.result, looked.reason)
  if (looked.value.key.controller !== profile.id)
    return unknown('failed', 'It was signed with a key of somebody other than the issuer that it names.')
  if (!tokenHolds(token, looked.value.key))
    return {
      ...unknown('not checked', EARLIER),
      signature: step(
        'signature',
        'failed',
        'The signature does not match the content: something was changed after it was signed.',
      ),
    }
  return {
    signature: step('signature', 'passed', 'The signature matches the content, letter for letter.'),
    issuer: step('issuer', 'passed', looked.value.says),
    status: await revokedHere(world, assertion, profile),
  }
}
