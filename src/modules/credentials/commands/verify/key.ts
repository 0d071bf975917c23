import type { World } from '../../../../platform/world.ts'
import { didWebAddress } from '../../rules/keys/did-address.ts'
import { issuerDid, jwkMethodId, methodId } from '../../rules/didweb.ts'
import { readPublicMultibase } from '../../rules/keys/multikey.ts'
import type { Purpose } from '../../rules/form/proof.ts'
import { place } from '../resolve/elsewhere.ts'
import { findKey, type FoundKey } from '../resolve/keys.ts'

/** How a signature names its key: by the name of the key, or by bringing the key along. */
export type Named = { method: string; jwk?: unknown }

/** `step` is the one that this decides: a key of somebody else breaks the issuer's step and leaves the signature open. */
export type KeyOf =
  | { ok: true; found: FoundKey }
  | { ok: false; step: 'signature' | 'issuer'; result: 'failed' | 'not checked'; reason: string }

const STRANGER = 'It was signed with a key of somebody other than the issuer that it names.'

/** The key that a signature names, if it is the key of `controller`, whom the document names as the one who signed. */
export async function keyOf(
  world: Pick<World, 'db' | 'config' | 'fetch' | 'now'>,
  controller: string,
  { method, jwk }: Named,
  purpose: Purpose,
): Promise<KeyOf> {
  const named = ownMethod(world.config.publicUrl, controller, method) ?? method
  const owner = named.split('#', 1)[0] ?? ''
  if (owner.startsWith('did:') && owner !== controller) return stranger(STRANGER)
  const looked = await findKey(world, named, jwk === undefined ? { purpose } : { purpose, jwk })
  if (!looked.ok)
    return looked.result === 'failed' && jwk === undefined
      ? { ok: false, step: 'signature', result: 'failed', reason: looked.reason }
      : { ok: false, step: jwk === undefined ? 'signature' : 'issuer', result: looked.result, reason: looked.reason }
  const { key } = looked.value
  const now = world.now()
  if (key.revoked !== null && key.revoked <= now) return stranger('The key that it was signed with has been withdrawn.')
  if (key.expires !== null && key.expires <= now) return stranger('The key that it was signed with has run out.')
  if (key.controller === controller) return { ok: true, found: looked.value }
  if (key.controller !== null) return stranger(STRANGER)
  return bareKey(world, controller, looked.value, purpose)
}

const stranger = (reason: string): KeyOf => ({ ok: false, step: 'issuer', result: 'failed', reason })

/** A key at an address of ours, under the name that it has in its issuer's document: nobody has to be asked for it. */
function ownMethod(publicUrl: string, controller: string, method: string): string | null {
  const at = `${publicUrl}/organisations/`
  const [, slug, text] = method.startsWith(at)
    ? (/^([a-z0-9-]+)\/keys\/(z\w{10,200})$/.exec(method.slice(at.length)) ?? [])
    : []
  if (slug === undefined || text === undefined || issuerDid(publicUrl, slug) !== controller) return null
  return readPublicMultibase(text)?.algorithm === 'P-256' ? jwkMethodId(controller, text) : methodId(controller, text)
}

/**
 * A JWK does not say whose it is. It is the issuer's when the issuer's own document lists it too, or when it lies below
 * the address that the issuer is named by.
 */
async function bareKey(
  world: Pick<World, 'db' | 'config' | 'fetch'>,
  controller: string,
  found: FoundKey,
  purpose: Purpose,
): Promise<KeyOf> {
  const home = controller.startsWith('did:web:') ? didWebAddress(controller)?.replace(/\/[^/]+$/, '') : controller
  if (home !== undefined && below(home, found.key.id)) return { ok: true, found }
  const listed = await findKey(world, controller, { purpose, jwk: found.key.key.export({ format: 'jwk' }) })
  if (listed.ok) return { ok: true, found: { ...listed.value, key: found.key } }
  return {
    ok: false,
    step: 'issuer',
    result: 'not checked',
    reason: `The key at ${place(found.key.id)} does not say whose it is, and ${place(controller)} does not list it.`,
  }
}

/** Whoever is named by a whole site shares it with others, so theirs is only what lies at its well-known places. */
function below(home: string, address: string): boolean {
  if (!/^https?:/.test(home) || !URL.canParse(home) || !URL.canParse(address)) return false
  const { href, pathname } = new URL(home)
  const base = pathname === '/' ? `${href}.well-known` : href.replace(/\/$/, '')
  return ['/', '#', '?'].some((end) => new URL(address).href.startsWith(`${base}${end}`))
}
