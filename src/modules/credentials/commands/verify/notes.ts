import { isId } from '../../../../platform/database/ids.ts'
import { findNewest } from '../../queries/lifecycle.ts'
import { refreshUrl } from '../../rules/credential.ts'
import type { Envelope } from '../../rules/form/envelope.ts'
import { isObject } from '../../rules/form/limits.ts'
import { place, readJsonElsewhere } from '../resolve/elsewhere.ts'
import type { Reach } from './reach.ts'

const KNOWN_SCHEMAS = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/'
const WANTED = { accept: 'application/vc, application/ld+json, application/json', most: 1_000_000 }

/** What decides nothing: schemas of the issuer's own, and whether a newer credential stands in the place of this one. */
export async function notesOn(world: Reach, document: Record<string, unknown>, envelope: Envelope): Promise<string[]> {
  const schema = envelope.schemas.find(({ id }) => id?.startsWith(KNOWN_SCHEMAS) !== true)
  const refresh = envelope.refreshes.find(
    ({ type, id }) => [type].flat().includes('1EdTechCredentialRefresh') && id !== undefined,
  )
  const newer = refresh?.id === undefined ? null : await isNewer(world, document, envelope, refresh.id)
  return [
    ...(schema === undefined
      ? []
      : [`It names a schema of its own (${place(schema.id ?? 'without an address')}), which Mintmark does not check.`]),
    ...(newer === true ? ['Its issuer gives out a newer one in its place. Ask its holder for that.'] : []),
  ]
}

/** Asked once, of the issuer's service; null when that cannot be seen, which says nothing. */
async function isNewer(
  world: Reach,
  document: Record<string, unknown>,
  { id }: Envelope,
  service: string,
): Promise<boolean | null> {
  const own = (id ?? '').replace(/^urn:uuid:/, '')
  if (service === refreshUrl(world.config.publicUrl, own)) {
    const newest = isId(own) ? await findNewest(world.db, own) : null
    return newest === null ? null : newest.id !== own
  }
  const read = await readJsonElsewhere(world, service, WANTED)
  const other = read.ok ? read.value.value : null
  if (!isObject(other)) return null
  const since = (value: Record<string, unknown>) => Date.parse(String(value['validFrom'] ?? value['issuanceDate']))
  return since(other) > since(document)
}
