import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { badgeOf, makeStranger, signedBy, verdictOn } from '#test/factories/strangers.ts'

// VCDM 2.0, 5.3 (Integrity of Related Resources).
const who = makeStranger()
const AT = 'https://guides.example/trail.json'
const TEXT = '{"trail": 7}'
const sri = (algorithm: string, text = TEXT) => `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`
const multihash = `u${Buffer.concat([Buffer.from([0x12, 0x20]), createHash('sha256').update(TEXT).digest()]).toString('base64url')}`
const pages = { [AT]: TEXT }

test.each<[string, unknown, Record<string, unknown>, string]>([
  ['by SHA-256', { id: AT, digestSRI: sri('sha256') }, pages, 'valid'],
  ['by SHA-384', { id: AT, digestSRI: sri('sha384') }, pages, 'valid'],
  ['by a multihash', { id: AT, digestMultibase: multihash }, pages, 'valid'],
  ['with other bytes', { id: AT, digestSRI: sri('sha384', 'other') }, pages, 'not valid'],
  [
    'with two digests of which one is another',
    { id: AT, digestSRI: sri('sha384'), digestMultibase: multihash.replace(/.{8}$/, 'AAAAAAAA') },
    pages,
    'not valid',
  ],
  ['that cannot be reached', { id: AT, digestSRI: sri('sha384') }, {}, 'cannot tell'],
  ['with a digest of a kind that is not known', { id: AT, digestSRI: 'md5-abc' }, pages, 'cannot tell'],
  ['with no digest', { id: AT }, pages, 'cannot tell'],
  [
    'named twice',
    [
      { id: AT, digestSRI: sri('sha256') },
      { id: AT, digestSRI: sri('sha384') },
    ],
    pages,
    'not valid',
  ],
])('a resource %s', async (_, relatedResource, served, verdict) => {
  expect((await verdictOn(await signedBy(who, badgeOf(who, { relatedResource })), served)).verdict).toBe(verdict)
})
