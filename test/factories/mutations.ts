import { Dice } from './dice.ts'

/** Random damage to a JSON document: what an attacker, a careless program or a bad line may do to a credential. */

type Place = { parent: Record<string, unknown> | unknown[]; key: string | number }

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  const parent = value as Record<string, unknown> | unknown[]
  for (const [key, inner] of Object.entries(parent)) {
    found.push({ parent, key: Array.isArray(parent) ? Number(key) : key })
    placesIn(inner, found)
  }
  return found
}

const get = ({ parent, key }: Place): unknown => (parent as Record<string | number, unknown>)[key]
const set = ({ parent, key }: Place, value: unknown): void => {
  ;(parent as Record<string | number, unknown>)[key] = value
}
const remove = ({ parent, key }: Place): void => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\u202e',
  'A'.repeat(5_000),
  [],
  {},
  [[]],
  [null],
  { '@value': 'x' },
  { '@id': 'urn:x:1' },
  { '@list': ['a'] },
  { '@set': [] },
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/2018/credentials/v1',
  'https://evil.example/',
  'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z',
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
]

const NAMES = (
  '@context @id @type @graph @reverse @included @nest @value id type proof issuer name grade validUntil validFrom ' +
  'issuanceDate expirationDate credentialStatus credentialSchema relatedResource evidence termsOfUse refreshService ' +
  'endorsement previousProof expires domain cryptosuite proofPurpose https://schema.org/name constructor toString'
).split(' ')

const strangely = (dice: Dice, text: string): string => {
  const at = dice.below(text.length + 1)
  const put = dice.pick(['a', 'Z', '0', ' ', '\u00e9', 'e\u0301', '\ud83d\ude00', '\ud800', '/', '%20', '#', '\n'])
  return dice.pick([
    text.slice(0, at) + put + text.slice(at),
    text.slice(0, at) + put + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.toUpperCase(),
    text.toLowerCase(),
    text.normalize('NFD'),
    `${text} `,
  ])
}

const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.toReversed()
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value

/** The same document with one to three changes. */
export function mutated(document: Record<string, unknown>, seed: number): Record<string, unknown> {
  const dice = new Dice(seed)
  const copy = structuredClone(document)
  for (let left = 1 + dice.below(3); left > 0; left -= 1) {
    const places = placesIn(copy)
    if (places.length === 0) return copy
    const place = dice.pick(places)
    const value = get(place)
    const other = dice.pick(places)
    const change = dice.pick<() => void>([
      () => remove(place),
      () => set(place, structuredClone(dice.pick(STRANGE))),
      () => set(place, structuredClone(get(other))),
      () => set(place, [value]),
      () => set(place, Array.isArray(value) && value.length > 0 ? (value as unknown[])[0] : [value, value]),
      () => set(place, reversed(value)),
      () => set(place, typeof value === 'string' ? strangely(dice, value) : structuredClone(dice.pick(STRANGE))),
      () => set(place, typeof value === 'string' ? strangely(dice, value) : value),
      () => {
        if (Array.isArray(place.parent)) place.parent.push(structuredClone(get(other)))
        else place.parent[dice.pick(NAMES)] = structuredClone(dice.pick([get(other), dice.pick(STRANGE)]))
      },
      () => {
        if (Array.isArray(place.parent)) return
        remove(place)
        place.parent[dice.pick(NAMES)] = value
      },
    ])
    change()
  }
  return copy
}

/** A token with one to three letters changed, or with its parts exchanged. */
export function mutatedToken(token: string, seed: number): string {
  const dice = new Dice(seed)
  const letters = token.split('')
  for (let left = 1 + dice.below(3); left > 0; left -= 1) {
    const at = dice.below(letters.length)
    const put = dice.pick('AZaz09-_.=+/ '.split(''))
    dice.pick<() => unknown>([
      () => letters.splice(at, 1, put),
      () => letters.splice(at, 1),
      () => letters.splice(at, 0, put),
      () => letters.push(put),
    ])()
  }
  return letters.join('')
}
