/**
 * Credentials of every shape, most of them ordinary, many odd, some hostile: for tests that hold two ways of reading
 * them against each other. The same seed makes the same credential.
 */

import { FIXTURE_CONTEXTS, fixtureCredential, fixtureEarner } from './credential-fixture.ts'
import { Dice } from './dice.ts'

type Given = Record<string, unknown>

const PIECES = [
  'a',
  'Z',
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '\b',
  '\f',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u0080',
  ' ',
  'é',
  'ß',
]
const STRANGE = ['中', '😀', '\uff01', '\ue000', '\u2028', "'", '<', '>', '{', '_:', '^^', '@en', '\u200d', 'ﬀ', ' .\n']
const LETTERS = [...PIECES, ...STRANGE, '-', '.', '0', '$&', '$1', '\u00011\u0001']

/** Text with everything in it that has ever been escaped wrongly. */
export const hostileText = (dice: Dice): string =>
  Array.from({ length: Math.floor(dice.next() ** 2 * 30) }, () => dice.pick(LETTERS)).join('')

const NUMBERS = [0, -0, 1, 1.5, 1e21, -1e21, 1e22, 1e-8, 2e-8, 1.25e-9, -3, 0.1 + 0.2, 123_456_789_012, 5e-324]

export function randomCredential(seed: number): Given {
  const dice = new Dice(seed * 7919 + 13)
  const text = () => hostileText(dice)
  const some = (likely: number, given: () => Given): Given => (dice.chance(likely) ? given() : {})
  const base: Given = fixtureCredential(fixtureEarner(seed), dice.chance(0.4))
  const subject = base['credentialSubject'] as Given
  const credential: Given = {
    ...base,
    ...some(0.7, () => ({ evidence: dice.list(6, () => randomEvidence(dice)) })),
    ...some(0.3, () => ({ name: text() })),
    ...some(0.2, () => ({ description: text() })),
    ...some(0.1, () => ({ issuer: (base['issuer'] as Given)['id'] })),
    ...some(0.15, () => ({
      credentialStatus: [
        base['credentialStatus'],
        { ...(base['credentialStatus'] as Given), id: 'urn:x:s', statusPurpose: 'suspension' },
      ],
    })),
    ...some(0.05, () => ({ termsOfUse: { type: dice.pick(['NotInContext', 'OpenBadgeCredential', 'Profile']) } })),
    credentialSubject: randomSubject(dice, subject, String(base['id'])),
    ...odd(dice),
  }
  if (dice.chance(0.05)) delete credential['id']
  if (dice.chance(0.5)) return credential
  return Object.fromEntries(Object.entries(credential).sort(() => dice.next() - 0.5))
}

function randomSubject(dice: Dice, subject: Given, credentialId: string): Given {
  const text = () => hostileText(dice)
  const some = (likely: number, given: () => Given): Given => (dice.chance(likely) ? given() : {})
  const made: Given = {
    ...subject,
    achievement: randomAchievement(dice, subject['achievement'] as Given, credentialId),
    creditsEarned: dice.chance(0.1) ? [1, '1', 1.5, true] : dice.pick([...NUMBERS, dice.next() * 1e6, dice.below(1e6)]),
    identifier: dice.list(4, () => ({
      type: 'IdentityObject',
      identityHash: text(),
      identityType: dice.pick(['emailAddress', 'name']),
      hashed: dice.chance(0.5),
      ...some(0.3, () => ({ salt: ['s', 's', text()] })),
    })),
    result: dice.list(4, (at) => ({
      ...some(0.3, () => ({ id: `urn:x:result-${at}` })),
      type: dice.pick([['Result'], 'Result', ['Result', 'Evidence'], ['Evidence', 'Result']]),
      value: dice.chance(0.03) ? [5, '5'] : dice.pick([text(), 5, '5', [text(), text()]]),
      ...some(0.1, () => ({ achievedLevel: `urn:uuid:${dice.uuid()}` })),
    })),
    ...some(0.03, () => ({ unknownTerm: 'x' })),
  }
  if (dice.chance(0.3)) delete made['id']
  return made
}

function randomAchievement(dice: Dice, achievement: Given, credentialId: string): Given {
  const text = () => hostileText(dice)
  const some = (likely: number, given: () => Given): Given => (dice.chance(likely) ? given() : {})
  return {
    ...achievement,
    tag: dice.list(14, () =>
      dice.chance(0.3) ? dice.pick(['x', 'y']) : dice.chance(0.02) ? dice.pick([1, '1', true]) : text(),
    ),
    alignment: dice.list(14, (at) => ({
      ...some(0.4, () => ({ id: `https://e.example/al/${at}` })),
      type: dice.chance(0.5) ? ['Alignment'] : 'Alignment',
      targetName: text(),
      targetUrl: `https://t.example/${dice.below(20)}`,
      ...some(0.5, () => ({ targetCode: dice.chance(0.2) ? ['a', 'a', text()] : text() })),
    })),
    criteria: { ...some(0.3, () => ({ id: 'https://e.example/criteria' })), narrative: text() },
    ...some(0.3, () => ({ name: text() })),
    ...some(0.2, () => ({
      creator: {
        id: 'https://badges.example.org/issuers/state-dept-of-education',
        type: ['Profile'],
        name: text(),
        address: {
          type: ['Address'],
          addressCountry: text(),
          geo: { type: 'GeoCoordinates', latitude: (dice.next() - 0.5) * 180, longitude: dice.below(180) },
        },
      },
    })),
    ...some(0.2, () => ({
      otherIdentifier: [1, 2].map(() => ({
        type: 'IdentifierEntry',
        identifier: text(),
        identifierType: 'identifier',
      })),
    })),
    // The same name for two things: their statements are one.
    ...some(0.1, () => ({ id: credentialId })),
    ...some(0.08, () => ({
      resultDescription: [
        { id: 'urn:x:rd', type: ['ResultDescription'], name: text(), resultType: 'Percent', allowedValue: ['1', '2'] },
      ],
    })),
    ...some(0.03, () => ({ image: { id: 'relative.png', type: 'Image' } })),
    ...some(0.03, () => ({ humanCode: null })),
    ...some(0.03, () => ({ version: ['1', ['2']] })),
    ...some(0.03, () => ({ fieldOfStudy: { '@value': 'x', '@language': 'en' } })),
    ...some(0.02, () => ({ specialization: '\ud800' })),
  }
}

const randomEvidence = (dice: Dice): Given => ({
  ...(dice.chance(0.7) ? { id: `https://e.example/${dice.below(9)}` } : {}),
  type: ['Evidence'],
  name: hostileText(dice),
  ...(dice.chance(0.7) ? { narrative: hostileText(dice) } : {}),
  ...(dice.chance(0.2) ? { genre: hostileText(dice) } : {}),
})

/** What no honest credential says, and what must never be mistaken for something that one says. */
const V2 = 'https://www.w3.org/ns/credentials/v2'
const ODDITIES: readonly ((dice: Dice) => Given)[] = [
  ...[
    { '@direction': 'rtl' },
    { '@language': 'en' },
    { '@vocab': 'https://v.example/' },
    { '@propagate': false, more: 'https://m.example/' },
    { Picture: { '@id': 'https://i.example/', '@context': { caption: 'https://c.example/' } } },
  ].map((own) => () => ({ '@context': [...FIXTURE_CONTEXTS, own] })),
  ...[{ '@direction': 'rtl' }, { '@vocab': 'https://v.example/' }, { '@propagate': false, more: 'urn:x:more' }].map(
    (own) => () => ({ image: { '@context': own, type: 'Image', caption: 'x', more: { type: 'Image', more: 'y' } } }),
  ),
  () => ({ '@context': V2, issuer: { '@context': FIXTURE_CONTEXTS, id: 'urn:x:i', type: ['Profile'], name: 'x' } }),
  () => ({ '@context': [V2] }),
  () => ({ '@context': V2 }),
  () => ({ '@context': [V2, { name: 'https://evil.example/name' }] }),
  () => ({ image: { '@context': { caption: 'https://evil.example/c' }, id: 'urn:x:i', type: 'Image', caption: 'x' } }),
  () => ({ image: { '@context': [V2], id: 'urn:x:i', type: 'Image' } }),
  () => ({ type: ['VerifiableCredential OpenBadgeCredential'] }),
  () => ({ type: ['OpenBadgeCredential', 'VerifiableCredential', 'VerifiableCredential'] }),
  () => ({ type: ['VerifiableCredential', 'https://e.example/type'] }),
  () => ({ type: 'VerifiableCredential' }),
  () => ({ type: [] }),
  () => ({ type: null }),
  () => ({ '@type': 'VerifiableCredential' }),
  () => ({ '@id': 'urn:x:y' }),
  () => ({ id: '_:blank' }),
  () => ({ id: 'no iri' }),
  () => ({ id: 'https://e.example/\ud83d\ude00' }),
  () => ({ id: 'https://e.example/\ud800' }),
  () => ({ id: ['urn:x:y'] }),
  () => ({ image: {} }),
  () => ({ image: { id: 'urn:x:only' } }),
  () => ({ image: { type: [] } }),
  () => ({ image: [] }),
  () => ({ image: 'urn:x:reference' }),
  () => ({ image: '@type' }),
  () => ({ image: { '@list': ['a'] } }),
  () => ({ image: { '@set': ['a'] } }),
  () => ({ image: { '@id': 'urn:x:y', '@graph': [] } }),
  () => ({ image: { 'id\u0001type': 'x' } }),
  () => ({ 'name\u0001description': 'x' }),
  () => ({ proof: { type: 'DataIntegrityProof', proofPurpose: 'assertionMethod', cryptosuite: 'x' } }),
  (dice) => ({ evidence: [1, 2].map(() => ({ type: 'Evidence', name: dice.pick(['same', 'other']) })) }),
  () => ({ evidence: [{ type: 'Evidence', name: [1, '1'] }] }),
  () => ({ evidence: ['https://e.example/1', { id: 'https://e.example/1', type: 'Evidence' }] }),
  () => ({ endorsement: [{ type: ['VerifiableCredential', 'EndorsementCredential'], name: 'nested' }] }),
  () => ({ validFrom: ['2026-01-01T00:00:00Z', 2026] }),
  () => ({ constructor: 'x' }),
]
const odd = (dice: Dice): Given => (dice.chance(0.15) ? dice.pick(ODDITIES)(dice) : {})
