import { carriedBy, NO_BOUNDS, type Bounds } from '../../rules/form/claims.ts'
import { isObject, listOf } from '../../rules/form/limits.ts'
import { readToken } from '../../rules/form/token.ts'
import type { Step } from '../../rules/verdict.ts'
import type { Checked } from './checked.ts'
import type { Signed } from './signed.ts'

/** How one is checked, without following what it carries in turn. */
type Check = (given: Signed & { bounds: Bounds }) => Promise<Checked>

const MOST_CHECKED = 5

/**
 * Whether those who endorse a credential, its achievement or its issuer signed so. One that is broken breaks the whole:
 * somebody shows support that was never given. One that cannot be checked, or has run out, is told and decides nothing.
 */
export async function checkEndorsements(document: Record<string, unknown>, check: Check): Promise<Step[]> {
  const carried = carriedIn(document)
  if (carried.length === 0) return []
  const results: Checked[] = []
  for (const each of carried.slice(0, MOST_CHECKED)) results.push(await checkEndorsement(each, check))
  const broken = results.find(({ verdict }) => verdict === 'not valid')
  if (broken !== undefined) {
    const why = broken.steps.find(({ result }) => result === 'failed')?.reason ?? ''
    return [{ step: 'endorsements', result: 'failed', reason: `It carries an endorsement that does not hold. ${why}` }]
  }
  const holding = results.filter(({ verdict }) => verdict === 'valid').length
  const rest = carried.length - holding
  const reason =
    rest === 0
      ? `${carried.length === 1 ? 'The endorsement in it holds' : `All ${carried.length} endorsements in it hold`}.`
      : `Of ${carried.length} endorsements in it, ${holding} ${holding === 1 ? 'holds' : 'hold'} today; the others are not in force or could not be checked, and nothing in it depends on them.`
  return [{ step: 'endorsements', result: 'passed', reason }]
}

function carriedIn(document: Record<string, unknown>): (Record<string, unknown> | string)[] {
  const subjects = listOf(document['credentialSubject']).filter(isObject)
  const achievements = subjects.flatMap((subject) => listOf(subject['achievement'])).filter(isObject)
  const profiles = [document['issuer'], ...achievements.map((each) => each['creator'])].filter(isObject)
  return [document, ...achievements, ...profiles].flatMap((holder) => [
    ...listOf(holder['endorsement']).filter(isObject),
    ...listOf(holder['endorsementJwt']).filter((token) => typeof token === 'string'),
  ])
}

async function checkEndorsement(given: Record<string, unknown> | string, check: Check): Promise<Checked> {
  if (typeof given !== 'string') return check({ document: given, token: null, bounds: NO_BOUNDS })
  const read = readToken(given)
  const carried = read.ok ? carriedBy(read.token) : read
  return read.ok && carried.ok
    ? check({ document: carried.document, token: read.token, bounds: carried.bounds })
    : { verdict: 'not valid', steps: [], about: null, notes: [] }
}
