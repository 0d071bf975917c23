import { badgeClassSchema, profileSchema, type Assertion, type IssuerProfile } from '../../../rules/form/assertion.ts'
import { found, missing, place, readJsonElsewhere, unseen, type Lookup } from '../../resolve/elsewhere.ts'
import type { Reach } from '../reach.ts'

export const WANTED = { accept: 'application/ld+json, application/json;q=0.9', most: 256 * 1024 }

/** What an assertion was given for and by whom, as the issuer's site says it: what it carries itself is not believed. */
export async function findIssuer(
  world: Reach,
  { badge }: Assertion,
): Promise<Lookup<{ title: string; profile: IssuerProfile }>> {
  const address = typeof badge === 'string' ? badge : badge.id?.startsWith('http') === true ? badge.id : null
  const read = address === null ? found(badge) : await document(world, address)
  if (!read.ok) return read
  const known = badgeClassSchema.safeParse(read.value)
  if (!known.success || (address !== null && known.data.id !== address))
    return missing(`What lies at ${place(address ?? 'that address')} is not the badge that it names.`)
  const { name, issuer } = known.data
  const id = typeof issuer === 'string' ? issuer : issuer.id
  const profile = await document(world, id)
  if (!profile.ok) return profile
  const parsed = profileSchema.safeParse(profile.value)
  return parsed.success && parsed.data.id === id
    ? found({ title: name, profile: parsed.data })
    : missing(`What lies at ${place(id)} is not the issuer that it names.`)
}

/** Many sites lead on to any address that they are given. What lies there is not theirs, whatever it calls itself. */
async function document(world: Reach, address: string): Promise<Lookup<unknown>> {
  const read = await readJsonElsewhere(world, address, WANTED)
  if (!read.ok) return read
  const { url, value } = read.value
  return new URL(url).host === new URL(address).host
    ? found(value)
    : unseen(`${place(address)} leads on to ${place(url)}, so it is not known whose that is.`)
}
