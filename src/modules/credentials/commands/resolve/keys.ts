import type { World } from '../../../../platform/world.ts'
import { isLoopback } from '../../../../platform/start/config.ts'
import { findIssuerKeys } from '../../queries/issuers.ts'
import { didDocument, didKeyDocument, ownIssuerSlug } from '../../rules/didweb.ts'
import { isObject } from '../../rules/form/limits.ts'
import { listedFor, readControllerDocument, type ControllerDocument } from '../../rules/keys/controller-document.ts'
import { didJwkKey, didWebAddress } from '../../rules/keys/did-address.ts'
import { readJwk, readVerificationKey, type VerificationKey } from '../../rules/keys/verification-key.ts'
import { found, missing, place, readJsonElsewhere, unseen, type Lookup } from './elsewhere.ts'

type Given = Pick<World, 'db' | 'config' | 'fetch'>

/**
 * Somebody who has keys. `says` is a sentence on whose they are, as far as that is known; `own` is there for an issuer
 * of this installation.
 */
export type Controller = ControllerDocument & { says: string; own: { name: string; timeZone: string } | null }

/** A key and whose it is. That it is the key of the issuer whom a credential names is the verifier's to ask. */
export type FoundKey = Pick<Controller, 'says' | 'own'> & { key: VerificationKey }

export type Purpose = 'assertionMethod' | 'authentication'

const WANTED = { accept: 'application/did+json, application/json, application/ld+json;q=0.9', most: 256 * 1024 }

/**
 * Finds the key that a signature names, listed for that purpose by its controller. `jwk`: the signature names the
 * controller alone and brings its key along, which proves nothing; it is found when the controller lists the same key.
 */
export async function findKey(
  world: Given,
  method: string,
  { purpose = 'assertionMethod', jwk }: { purpose?: Purpose; jwk?: unknown } = {},
): Promise<Lookup<FoundKey>> {
  const controllerId = method.split('#', 1)[0] ?? ''
  if (!controllerId.startsWith('did:')) return findKeyAt(world, method, purpose, jwk)
  const controller = await resolveDid(world, controllerId, jwk === undefined ? method : undefined)
  return controller.ok ? pick(controller.value, method, purpose, jwk) : controller
}

/** The one key of a controller that has this name (or is this JWK) and is listed for the purpose. */
function pick(controller: Controller, method: string, purpose: Purpose, jwk: unknown): Lookup<FoundKey> {
  const brought = jwk === undefined ? undefined : readJwk(jwk)
  const keys = controller.keys.filter(({ id, key: half }) =>
    brought === undefined ? id === method : brought !== null && half.equals(brought.key),
  )
  if (keys.length === 0) return missing(`${place(controller.id)} does not have the key that it was signed with.`)
  const key = keys.find((each) => serves(each, purpose))
  if (key === undefined) return missing(`${place(controller.id)} does not use that key for this.`)
  return found({ key, says: controller.says, own: controller.own })
}

/** Open Badges 2.0 knows one purpose only, and lists its RSA keys as `publicKey`. */
const serves = ({ purposes, algorithm }: VerificationKey, purpose: Purpose): boolean =>
  purposes.includes(purpose) || (purpose === 'assertionMethod' && algorithm === 'RSA' && purposes.includes('publicKey'))

/**
 * Finds whom a DID names: our own issuers here, did:key and did:jwk in the name itself, did:web where it lies. `only`
 * leaves all of the controller's keys but one unread.
 */
export async function resolveDid(world: Given, did: string, only?: string): Promise<Lookup<Controller>> {
  const slug = ownIssuerSlug(world.config.publicUrl, did)
  if (slug !== null) return ownIssuer(world, did, slug, only)
  if (did.startsWith('did:key:')) return bare(did, didKeyDocument(did))
  if (did.startsWith('did:jwk:')) return bare(did, didJwkDocument(did))
  if (did.startsWith('did:web:')) return didWeb(world, did, only)
  return unseen(`Mintmark cannot look up ${place(did)}.`)
}

async function ownIssuer(
  { db, config }: Given,
  did: string,
  slug: string,
  only: string | undefined,
): Promise<Lookup<Controller>> {
  const known = await findIssuerKeys(db, slug)
  const document = known && readControllerDocument(didDocument(did, known.keys), did, only)
  if (known === null || document === null)
    return missing('It names an issuer of this site who has never issued a credential.')
  const { name, timeZone } = known.issuer
  const says = `The key belongs to ${name}, ${new URL(config.publicUrl).host}.`
  return found({ ...document, own: { name, timeZone }, says })
}

/** Such a key serves for everything that a signature may be for. */
function bare(did: string, written: { assertionMethod: string[] } | null): Lookup<Controller> {
  const document = readControllerDocument(written && { ...written, authentication: written.assertionMethod }, did)
  if (document === null || document.keys.length === 0) return missing(`${place(did)} is no key.`)
  const says = `It was signed with the key ${place(did)}. A key alone does not prove who holds it.`
  return found({ ...document, own: null, says })
}

/** https://github.com/quartzjer/did-jwk */
function didJwkDocument(did: string): { assertionMethod: string[] } & Record<string, unknown> {
  const id = `${did}#0`
  const method = { id, type: 'JsonWebKey', controller: did, publicKeyJwk: didJwkKey(did) }
  return { id: did, verificationMethod: [method], assertionMethod: [id] }
}

async function didWeb(world: Given, did: string, only: string | undefined): Promise<Lookup<Controller>> {
  const address = addressOf(world, did)
  if (address === null) return missing(`${place(did)} is no address.`)
  const read = await readJsonElsewhere(world, address, WANTED)
  if (!read.ok) return read
  const document = readControllerDocument(read.value.value, did, only)
  if (document === null) return missing(`The document at ${place(address)} is not that of ${place(did)}.`)
  return found({ ...document, own: null, says: `The key belongs to ${ownerOf(address)}.` })
}

/** A demo may be asked to check what another program on this machine issued, which has no certificate. */
const addressOf = ({ config }: Given, did: string): string | null =>
  didWebAddress(did, (hostname) => config.mode === 'demo' && isLoopback(hostname))

/** `x.org`, or `x.org/a/b` where many share a host. */
function ownerOf(address: string): string {
  const { host, pathname } = new URL(address)
  return place(`${host}${pathname.replace(/\/(\.well-known\/)?did\.json$/, '')}`)
}

/**
 * A key at an HTTPS address: in the document of its controller; in a set of JWKs, or as a JWK alone, which does not say
 * whose it is; or as a document of its own, whose controller then has to say the same.
 */
async function findKeyAt(world: Given, method: string, purpose: Purpose, jwk: unknown): Promise<Lookup<FoundKey>> {
  const address = method.split('#', 1)[0] ?? ''
  if (!/^https?:/.test(address) || !URL.canParse(address)) return missing(`${place(method)} is no address of a key.`)
  const read = await readThere(world, address)
  if (!read.ok) return read
  const controller = readControllerDocument(read.value, address)
  const says = `The key belongs to ${place(address)}.`
  if (controller !== null && controller.keys.length > 0)
    return pick({ ...controller, own: null, says }, method, purpose, jwk)
  const key = jwk === undefined ? keyAlone(read.value, method, purpose) : null
  if (key === null) return missing(`${place(address)} does not have the key that it was signed with.`)
  if (key.controller === null) return found({ key, own: null, says })
  const listed = await isListed(world, key.controller, key, purpose)
  return listed.ok ? found({ key, own: null, says: `The key belongs to ${place(key.controller)}.` }) : listed
}

/** Many sites lead on to any address that they are given. What lies there is not theirs, whatever it calls itself. */
async function readThere(world: Given, address: string): Promise<Lookup<unknown>> {
  const read = await readJsonElsewhere(world, address, WANTED)
  if (!read.ok) return read
  const site = (url: string) => new URL(url).host.replace(/^www\./, '')
  return site(read.value.url) === site(address)
    ? found(read.value.value)
    : unseen(`${place(address)} leads on to ${place(read.value.url)}, so it is not known whose key that is.`)
}

function keyAlone(value: unknown, method: string, purpose: Purpose): VerificationKey | null {
  const [address = '', name] = method.split('#')
  const half = isObject(value) ? readJwk(name === undefined ? value : memberOf(value['keys'], name)) : null
  if (half !== null) return { id: method, controller: null, ...half, purposes: [purpose], expires: null, revoked: null }
  const key = readVerificationKey(value, address, [purpose])
  return key?.id === method && key.controller !== null ? key : null
}

const memberOf = (keys: unknown, name: string): unknown =>
  Array.isArray(keys) ? keys.find((each: unknown) => isObject(each) && each['kid'] === name) : undefined

/** Whether the one whom a key calls its controller calls it theirs as well. */
async function isListed(
  world: Given,
  controller: string,
  key: VerificationKey,
  purpose: Purpose,
): Promise<Lookup<true>> {
  const address = controller.startsWith('did:web:') ? addressOf(world, controller) : controller
  if (address === null || !URL.canParse(address)) return missing(`${place(controller)} is no address.`)
  const read = await readThere(world, address)
  if (!read.ok) return read
  const purposes = [purpose, 'publicKey'].filter((each) => listedFor(read.value, controller, each).includes(key.id))
  return serves({ ...key, purposes }, purpose)
    ? found(true)
    : missing(`${place(controller)} does not list that key as its own.`)
}
