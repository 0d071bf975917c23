import { isId } from '../../../../platform/database/ids.ts'
import type { Refusal } from '../../../../platform/fetch/fetch.ts'
import type { World } from '../../../../platform/world.ts'
import { findCredential } from '../../queries/credentials.ts'
import { idOfCode } from '../../rules/certificate/address.ts'
import { readContainer, type Contained } from '../../rules/form/container.ts'

const ACCEPT =
  'application/vc, application/ld+json, application/json, application/jwt, image/png, image/svg+xml, application/pdf'
const MOST_BYTES = 8 * 1024 * 1024
/** How long a person waits for another site, in milliseconds. */
const PATIENCE = 5_000

const OTHER = 'Paste the credential, or choose its file.'
const REFUSALS = {
  'not allowed': `This is not the address of a credential on this site, and Mintmark does not ask there. ${OTHER}`,
  unreachable: `Nothing answers at this address. ${OTHER}`,
  'too large': `What lies at this address is larger than 8 MB, so it was not read. ${OTHER}`,
  'too slow': `The site at this address did not answer in time. ${OTHER}`,
  'too many redirects': `This address leads on and on to others. ${OTHER}`,
  refused: `The site at this address did not give it out. ${OTHER}`,
  busy: 'Many addresses are being asked just now. Wait a minute and try again.',
} satisfies Record<Refusal, string>

/** The credential at an address: on this site without asking anyone, elsewhere as far as this installation asks. */
export async function bringCredential(
  { db, config, fetch }: Pick<World, 'db' | 'config' | 'fetch'>,
  address: string,
): Promise<Contained> {
  if (address.startsWith(`${config.publicUrl}/`)) {
    const id = ownId(address.slice(config.publicUrl.length))
    const credential = id !== null && isId(id) ? await findCredential(db, id) : null
    return credential === null
      ? { ok: false, reason: `This is not the address of a credential on this site. ${OTHER}` }
      : { ok: true, form: 'json', text: credential.document }
  }
  const brought = await fetch(address, { accept: ACCEPT, most: MOST_BYTES, within: PATIENCE })
  return brought.ok ? readContainer(brought.body) : { ok: false, reason: REFUSALS[brought.reason] }
}

/** The number that a page, a download or a short address of ours names. */
function ownId(path: string): string | null {
  const [, id] = /^\/credentials\/([\da-f-]{36})(?:\.(?:json|png|svg|pdf|jwt|vc\.jwt))?(?:\?[\w=&]*)?$/.exec(path) ?? []
  return id ?? idOfCode(/^\/v\/(\w+)$/.exec(path)?.[1] ?? '')
}
