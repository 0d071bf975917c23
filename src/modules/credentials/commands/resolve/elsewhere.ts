import type { Refusal, Wanted } from '../../../../platform/fetch/fetch.ts'
import type { World } from '../../../../platform/world.ts'

/**
 * What was looked for in another place. `failed`: the place was seen, and what should be there is not. `not checked`:
 * it could not be seen, which says nothing against the credential. `reason` is a sentence for the person who asks.
 */
export type Lookup<T> = { ok: true; value: T } | Unfound
type Unfound = { ok: false; result: 'failed' | 'not checked'; reason: string }

export const found = <T>(value: T): Lookup<T> => ({ ok: true, value })
export const missing = (reason: string): Unfound => ({ ok: false, result: 'failed', reason })
export const unseen = (reason: string): Unfound => ({ ok: false, result: 'not checked', reason })

/** `url`: where it came from in the end. */
type Text = { url: string; text: string }

/** Reads text that lies at an address elsewhere, of at most so many bytes. */
export async function readElsewhere(world: Pick<World, 'fetch'>, url: string, wanted: Wanted): Promise<Lookup<Text>> {
  const answer = await world.fetch(url, wanted)
  if (!answer.ok) return unseen(`${place(url)} ${WHY[answer.reason]}`)
  return found({ url: answer.url, text: new TextDecoder().decode(answer.body) })
}

/** The same for a JSON document. What is no JSON is told as not checked: it is a page about an error, or a door in between. */
export async function readJsonElsewhere(
  world: Pick<World, 'fetch'>,
  url: string,
  wanted: Wanted,
): Promise<Lookup<{ url: string; value: unknown }>> {
  const read = await readElsewhere(world, url, wanted)
  if (!read.ok) return read
  try {
    const value: unknown = JSON.parse(read.value.text)
    return found({ url: read.value.url, value })
  } catch {
    return unseen(`${place(url)} does not answer with JSON.`)
  }
}

const WHY: Record<Refusal, string> = {
  'not allowed': 'lies elsewhere, and Mintmark does not ask there.',
  unreachable: 'could not be reached just now.',
  'too large': 'answers with more than such a document can hold.',
  'too slow': 'did not answer in time. Try again in a moment.',
  'too many redirects': 'leads on and on to other addresses.',
  refused: 'does not give it out.',
  busy: 'is being asked a lot just now. Try again in a minute.',
}

/** A name or an address that a stranger gave, as people may read it: of plain letters, and never longer than a line. */
export function place(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '?')
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain
}
