import { beforeAll, describe, expect, test } from 'vitest'
import { fixtureCredential, fixtureEarner } from '#test/factories/credential-fixture.ts'
import { fixtureFiles } from '#test/factories/factories.ts'
import { caseId } from '#test/factories/frameworks/frameworks.ts'
import { isOutline, microCredentialShape, type MicroCredentialContent } from '../../catalogue/rules/content.ts'
import { readCatalogue } from '../../catalogue/rules/files.ts'
import { microCredentialAchievement } from './achievement.ts'
import { openBadgeSchema } from './form/schema.ts'
import { walkedCanonical } from './rdf/canonical.ts'
import { referenceCanonical } from './rdf/reference.ts'

const place = {
  publicUrl: 'https://mintmark.example',
  issuer: { slug: 'test', name: 'Test', url: null, country: 'US', region: null },
  slug: 'aligning-to-standards',
  version: 1,
}
const plain = {
  framework: 'Danielson Framework for Teaching',
  edition: '2022',
  code: '1c',
  name: 'Setting Instructional Outcomes',
  why: 'Outcomes come from standards.',
  basis: 'inferred',
}
const item = { identifier: caseId(7), url: `https://case.example.org/ims/case/v1p1/CFItems/${caseId(7)}` }

let content: MicroCredentialContent
beforeAll(async () => {
  const read = readCatalogue(await fixtureFiles())
  const found = read.ok ? read.catalogue.microCredentials.find((each) => !isOutline(each)) : undefined
  if (found === undefined || isOutline(found)) throw new Error('The catalogue holds nothing in full.')
  content = found
})
const aligned = (...alignments: MicroCredentialContent['alignments']) =>
  microCredentialAchievement(place, { ...content, alignments })

describe('what a credential is aligned to', () => {
  test('is said as it always was where there is no CASE item', () => {
    expect(JSON.stringify(aligned(plain).alignment)).toBe(
      '[{"type":["Alignment"],"targetName":"Setting Instructional Outcomes",' +
        '"targetFramework":"Danielson Framework for Teaching (2022)","targetCode":"1c",' +
        '"targetUrl":"https://mintmark.example/micro-credentials/aligning-to-standards' +
        '#alignment-danielson-framework-for-teaching-2022-1c"}]',
    )
  })

  test('names the CASE item where there is one, and nowhere that anything was verified', () => {
    expect(aligned(plain, { ...plain, code: 'A.1', ...item }).alignment?.[1]).toEqual({
      type: ['Alignment'],
      targetName: plain.name,
      targetFramework: 'Danielson Framework for Teaching (2022)',
      targetCode: 'A.1',
      targetType: 'CFItem',
      targetUrl: item.url,
    })
  })

  test('is Open Badges, and is signed by the fast way as the libraries would', async () => {
    const fixture = fixtureCredential(fixtureEarner(1))
    const subject = { type: ['AchievementSubject'], achievement: aligned(plain, { ...plain, code: 'A.1', ...item }) }
    const credential = { ...fixture, credentialSubject: subject }
    expect(openBadgeSchema.safeParse(credential).error).toBeUndefined()
    expect(await walkedCanonical(credential)).toEqual(new Uint8Array(await referenceCanonical(credential)))
  })
})

test.each([
  ['an identifier without its address', { identifier: item.identifier }],
  ['an address without its identifier', { url: item.url }],
  ['an identifier that is none', { ...item, identifier: 'A.1' }],
  ['an address of another kind', { ...item, url: 'javascript:alert(1)' }],
  ['an address with a space', { ...item, url: 'https://case.example.org/a b' }],
])('%s is refused in a content file', (_, given) => {
  expect(microCredentialShape.safeParse({ ...content, alignments: [{ ...plain, ...given }] }).success).toBe(false)
  expect(microCredentialShape.safeParse({ ...content, alignments: [{ ...plain, ...item }] }).success).toBe(true)
})
