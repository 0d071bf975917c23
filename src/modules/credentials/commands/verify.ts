import { carriedBy, NO_BOUNDS } from '../rules/form/claims.ts'
import { isAssertion, isPresentation } from '../rules/form/kind.ts'
import { failed, fits, isObject, MANY, readJson, type Unread } from '../rules/form/limits.ts'
import { isToken, readToken } from '../rules/form/token.ts'
import { bringCredential } from './resolve/bring.ts'
import { checkAssertion } from './verify/older/assertion.ts'
import { stopped, type Checked } from './verify/checked.ts'
import { checkCredential } from './verify/credential.ts'
import { checkPresentation } from './verify/presentation.ts'
import { boundedReach, type Reach } from './verify/reach.ts'

type Given = Parameters<typeof checkPresentation>[1]

/**
 * Checks anything that is said to be a credential: a JSON value or its text, a token, an https address, a presentation of
 * several, an assertion of Open Badges 2.0. It never throws for what it was given, and asks other sites for a short while
 * only. `valid` is what passed every step.
 */
export async function verifyCredential(world: Reach, input: unknown): Promise<Checked> {
  const reach = boundedReach(world)
  const read = await readGiven(reach, input)
  if (!('document' in read)) return stopped(read)
  if (isAssertion(read.document)) return checkAssertion(reach, read)
  return isPresentation(read.document) ? checkPresentation(reach, read) : checkCredential(reach, read)
}

async function readGiven(world: Reach, input: unknown): Promise<Given | Unread> {
  if (typeof input !== 'string') return readValue(input)
  const text = input.trim()
  if (/^https?:\/\/\S{1,2000}$/.test(text)) {
    const brought = await bringCredential(world, text)
    return brought.ok ? readText(brought.text.trim()) : { ok: false, result: 'not checked', reason: brought.reason }
  }
  return readText(text)
}

function readText(text: string): Given | Unread {
  if (isToken(text)) {
    const read = readToken(text)
    if (!read.ok) return read
    const carried = carriedBy(read.token)
    return carried.ok ? { document: carried.document, token: read.token, bounds: carried.bounds } : carried
  }
  const read = readJson(text)
  return read.ok ? readValue(read.value) : read
}

/** Held to the widest limits here; each kind has its own. */
function readValue(value: unknown): Given | Unread {
  if (!isObject(value)) return failed('It is JSON, but not a credential: a credential is one object in braces.')
  const read = fits(value, { ...MANY, strangers: true })
  return read.ok ? { document: read.credential, token: null, bounds: NO_BOUNDS } : read
}
