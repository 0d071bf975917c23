import type { World } from '../../../../platform/world.ts'
import { findIssuerKeys, type KnownIssuer } from '../../queries/issuers.ts'
import { listRevocations } from '../../queries/lifecycle.ts'
import { listStatusLists } from '../../queries/status.ts'
import { didDocument, issuerDid } from '../../rules/didweb.ts'
import { publishedJwk, publishedJwkSet, publishedMultikey } from '../../rules/keys/published.ts'
import { revocationList } from '../../rules/status/revocations.ts'
import { revocationsUrl, statusServices, suspensionUrl } from '../../rules/status/announced.ts'
import { listUrl } from '../../rules/status-list.ts'
import { readStatusList } from '../status.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>
/** A file at the path of the address that it answers. */
export type SiteFile = { path: string; body: string }

/** What an issuer's address answers for verifiers: keys, each under its names, and what it has withdrawn. */
export async function issuerFiles({ db, config }: Given, { slug, orgId }: KnownIssuer): Promise<SiteFile[]> {
  const known = await findIssuerKeys(db, slug)
  if (known === null) return []
  const place = { publicUrl: config.publicUrl, slug }
  const did = issuerDid(config.publicUrl, slug)
  const services = statusServices({ ...place, did }, await listStatusLists(db, orgId))
  const withdrawn = revocationList(
    { publicUrl: config.publicUrl, address: revocationsUrl(config.publicUrl, slug), issuerId: did },
    await listRevocations(db, orgId),
  )
  const keys = known.keys.map((key) => {
    const jwk = publishedJwk(place, key)
    return { name: `keys/${key}`, value: jwk.kty === 'EC' ? jwk : publishedMultikey(place, key) }
  })
  return [
    { name: 'did.json', value: didDocument(did, known.keys, services) },
    { name: 'jwks.json', value: publishedJwkSet(place, known.keys) },
    { name: 'revocations.json', value: withdrawn },
    ...keys,
  ].map(({ name, value }) => ({ path: `organisations/${slug}/${name}`, body: JSON.stringify(value) }))
}

/** The signed list of a status and its twin, as they are now. */
export async function statusFiles(world: Given, listId: string): Promise<SiteFile[]> {
  const list = await readStatusList(world, listId)
  if (list === null) return []
  const url = listUrl('', listId)
  return [
    { path: url.slice(1), body: list.document },
    { path: suspensionUrl(url).slice(1), body: list.suspensionDocument },
  ]
}
