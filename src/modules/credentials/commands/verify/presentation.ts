import { carriedBy, NO_BOUNDS, type Bounds } from '../../rules/form/claims.ts'
import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../../rules/contexts.ts'
import { isPresentation } from '../../rules/form/kind.ts'
import { failed, fits, isObject, listOf, MANY, type Unread } from '../../rules/form/limits.ts'
import { proofsOf } from '../../rules/form/proof.ts'
import { isToken, readToken } from '../../rules/form/token.ts'
import { ALL_STEPS, datesStep, worstOf, type Step, type Verdict } from '../../rules/verdict.ts'
import { stopped, type Checked } from './checked.ts'
import { checkCredential } from './credential.ts'
import type { Reach } from './reach.ts'
import { checkSigned, type Signed } from './signed.ts'

const MOST_CREDENTIALS = 20

type Given = Signed & { bounds: Bounds }

/**
 * Checks what somebody shows together: each credential by itself, and the signature around them if there is one. That the
 * holder made it for whoever asks (challenge, domain) is theirs to check. The worst of all decides.
 */
export async function checkPresentation(world: Reach, given: Given): Promise<Checked> {
  const read = fits(given.document, MANY)
  if (!read.ok) return stopped(read)
  const carried = credentialsIn(given.document)
  if (!('credentials' in carried)) return stopped(carried)
  const { credentials } = carried
  const around = await presenter(world, given)
  const results: Checked[] = []
  for (const credential of credentials) results.push(await checkCredential(world, credential))
  const steps = [...merged(results), ...around]
  const verdict = worstOf([...results.map((each) => each.verdict), ...around.map(({ result }) => AROUND[result])])
  const [only] = results
  const about = results.length === 1 ? (only?.about ?? null) : null
  const unsigned = 'Nobody signed them together; each was checked by itself.'
  return {
    verdict,
    steps,
    about,
    notes: [...(around.length === 0 ? [unsigned] : []), ...new Set(results.flatMap(({ notes }) => notes))],
  }
}

const AROUND = {
  passed: 'valid',
  failed: 'not valid',
  'not checked': 'cannot tell',
} as const satisfies Record<Step['result'], Verdict>

function credentialsIn(document: Record<string, unknown>): { credentials: Given[] } | Unread {
  const [first] = listOf(document['@context'])
  if (first !== CREDENTIALS_V1 && first !== CREDENTIALS_V2)
    return failed('It is not a W3C presentation: its first context is another.')
  const carried = listOf(document['verifiableCredential'])
  if (carried.length === 0) return failed('It is a presentation without a credential in it.')
  if (carried.length > MOST_CREDENTIALS) return failed(`It carries more than ${MOST_CREDENTIALS} credentials.`)
  const credentials: Given[] = []
  for (const each of carried) {
    const read = readCarried(each)
    if (!('document' in read)) return read
    credentials.push(read)
  }
  return { credentials }
}

const ENVELOPE = /^data:application\/(?:vc\+)?jwt,(.*)$/s

function readCarried(value: unknown): Given | Unread {
  const enveloped =
    isObject(value) && listOf(value['type']).includes('EnvelopedVerifiableCredential') ? value['id'] : null
  const text = typeof enveloped === 'string' ? ENVELOPE.exec(enveloped)?.[1] : value
  if (typeof text === 'string' && isToken(text)) {
    const read = readToken(text)
    if (!read.ok) return read
    const carried = carriedBy(read.token)
    if (!carried.ok) return carried
    if (isPresentation(carried.document)) return failed(NESTED)
    return { document: carried.document, token: read.token, bounds: carried.bounds }
  }
  if (isPresentation(value)) return failed(NESTED)
  return isObject(value) && enveloped === null
    ? { document: value, token: null, bounds: NO_BOUNDS }
    : failed('One of the credentials in it cannot be read.')
}

const NESTED = 'It is a presentation with another presentation in it, which is not followed.'

/** Whether the holder signed the whole: no step when nobody did. */
async function presenter(world: Reach, { document, token, bounds }: Given): Promise<Step[]> {
  const [proof] = proofsOf(document)
  if (token === null && document['proof'] === undefined) return []
  const step = (result: Step['result'], reason: string): Step[] => [{ step: 'presentation', result, reason }]
  const named = isObject(document['holder']) ? document['holder']['id'] : document['holder']
  const method = token === null ? proof?.['verificationMethod'] : token.header['kid']
  const holder = named ?? (typeof method === 'string' ? method.split('#', 1)[0] : undefined)
  if (typeof holder !== 'string') return step('failed', 'It does not say who shows it.')
  const { signature, issuer, found } = await checkSigned(world, { document, token }, holder, 'authentication')
  const decisive = issuer.result === 'failed' ? issuer : signature
  if (found === null) return step(decisive.result, decisive.reason)
  const dates = datesStep(bounds.from, bounds.until, world.now(), String)
  return dates.result === 'passed'
    ? step('passed', 'Whoever shows it signed them together.')
    : step('failed', 'It was made for another time than now.')
}

/** One step for each question, with the worst that was found; it says of which credential it speaks. */
function merged(results: readonly Checked[]): Step[] {
  return ALL_STEPS.flatMap((name) => {
    const found = results.flatMap(({ steps }, at) =>
      steps.filter(({ step }) => step === name).map((step) => ({ step, at: at + 1 })),
    )
    const worst =
      found.find(({ step }) => step.result === 'failed' && step.cause === undefined) ??
      found.find(({ step }) => step.result === 'failed') ??
      found.find(({ step }) => step.result === 'not checked') ??
      found[0]
    if (worst === undefined) return []
    if (results.length === 1) return [worst.step]
    const reason =
      worst.step.result === 'passed'
        ? name === 'issuer'
          ? whoSigned(found)
          : `This holds for all ${results.length} credentials in it.`
        : `Credential ${worst.at} of ${results.length}: ${worst.step.reason}`
    return [{ ...worst.step, reason }]
  })
}

/** Whose keys they are, since a key may be anybody's: each said once, and no more than a few. */
function whoSigned(found: readonly { step: Step }[]): string {
  const reasons = [...new Set(found.map(({ step }) => step.reason))]
  return [...reasons.slice(0, 3), ...(reasons.length > 3 ? [`And ${reasons.length - 3} more.`] : [])].join(' ')
}
