import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { findAwardById } from '#src/modules/credentials/queries/awards.ts'
import { insertEvidence } from '#src/modules/submissions/queries/evidence.ts'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { setSignName } from '#src/modules/people/commands.ts'
import { earn, earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { makeSubmitted } from '#test/factories/pursuits.ts'
import { findNewest } from '../queries/lifecycle.ts'
import { bakeSvg } from '../rules/baking/svg.ts'
import * as award from './award.tsx'
import * as awards from './awards.tsx'
import * as credential from './credential.tsx'
import * as medal from './medal.tsx'
import * as keys from './keys.tsx'
import * as mine from './my-credentials.tsx'
import * as renew from './renew.tsx'
import * as sharing from './sharing.tsx'
import * as transcript from './transcript.tsx'
import * as verify from './verify.tsx'

const { db, pool } = await testDatabase()
const parts = { ...issuingWorld(db), limits: await openRateLimits(pool) }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld

let publisher: Organisation
let educator: Actor
let registrar: Actor
let issued: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Amara Osei')
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  issued = await earnCredential(world, educator, PLANNING[0])
})

const PAGES = {
  '/credentials/:id': credential,
  '/verify': verify,
  '/awards': awards,
  '/awards/:id': award,
  '/keys': keys,
  '/my-credentials': mine,
  '/my-credentials/renew': renew,
  '/my-credentials/:id/sharing': sharing,
  '/transcript': transcript,
  '/medal': medal,
}

/** A page as the server answers it: its status, its words, or where it sends to. */
const draw = drawPages(world, PAGES, PUBLIC_URL)
const open = (path: string, actor: Actor | null, body?: FormData) => draw(path, actor, body && { body })

function form(fields: Record<string, string | File>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

describe('the page of a credential', () => {
  test('is a diploma with its proof for everyone, and names neither evidence nor assessor', async () => {
    const { status, html } = await open(`/credentials/${issued.id}`, null)
    expect(status).toBe(200)
    expect(html).toContain('Amara Osei')
    expect(html).toContain('Yes. It is real, and valid now.')
    expect(html.match(/class="held"/g)).toHaveLength(5)
    expect(html).toContain(`/credentials/${issued.id}.json`)
    expect(html).not.toMatch(/word1|@test\.example/)
  })

  test.each(['nonsense', '0199c0de-0000-7000-8000-000000000000', '%00'])('%s is not found', async (id) => {
    expect((await open(`/credentials/${id}`, null)).status).toBe(404)
  })
})

describe('checking', () => {
  const check = (fields: Record<string, string | File>) =>
    open('/verify', null, form({ credential: '', url: '', ...fields }))

  test('an empty form is refused beside the field', async () => {
    const { status, html } = await check({})
    expect(status).toBe(422)
    expect(html).toContain('There is nothing to check yet.')
    expect(html).toContain('aria-invalid="true"')
  })

  test('what is pasted, uploaded or looked up on this site is answered alike, and the words are kept', async () => {
    const file = new File([issued.document], 'mine.json', { type: 'application/json' })
    for (const fields of [
      { credential: issued.document },
      { file },
      { url: `${PUBLIC_URL}/credentials/${issued.id}` },
    ]) {
      const { status, html } = await check(fields)
      expect(status).toBe(200)
      expect(html).toContain('Yes. It is real, and valid now.')
    }
    expect((await check({ credential: 'I earned <this>' })).html).toContain('I earned &lt;this&gt;')
  })

  test('a picture is checked by the credential in it, and one without is refused beside the field', async () => {
    const svg = (text: string) => new File([text], 'seal.svg')
    const found = await check({ file: svg(bakeSvg('<svg><script>alert(1)</script></svg>', issued.document)) })
    expect(found.html).toContain('Yes. It is real, and valid now.')
    expect(found.html).toContain('The credential in the picture seal.svg')
    const { status, html } = await check({ file: svg('<svg><g/></svg>'), url: 'https://kept.example' })
    expect([status, html.includes('carries no credential'), html.includes('https://kept.example')]).toEqual([
      422,
      true,
      true,
    ])
  })

  test.each(['https://elsewhere.example/credentials/x', `${PUBLIC_URL}/credentials/../me`, 'file:///etc/passwd', 'x'])(
    '%s is not looked up',
    async (url) => {
      const { status, html } = await check({ url })
      expect(status).toBe(422)
      expect(html).toContain('not the address of a credential on this site')
    },
  )

  test.each<[string, () => string]>([
    ['five megabytes', () => 'x'.repeat(5_000_000)],
    ['deep nesting', () => '{"a":'.repeat(300_000)],
    ['null characters', () => '\0'.repeat(100)],
  ])('%s gets an answer', async (_, text) => {
    expect((await check({ file: new File([text()], 'x.json') })).status).toBe(200)
  })
})

describe('the register', () => {
  test('is the registrar’s: others are refused, strangers sign in first', async () => {
    expect((await open('/awards', null)).to).toBe('/sign-in?next=%2Fawards')
    expect((await open('/awards', educator)).status).toBe(403)
    const { html } = await open('/awards', registrar)
    expect(html).toContain('Amara Osei')
    expect((await open('/awards?q=nobody', registrar)).html).toContain('No award fits this search.')
    expect((await open('/awards?q=%25_%00&state=x&page=-3', registrar)).status).toBe(200)
    expect((await open('/awards?state=active&q=amara', registrar)).html).toContain('1 award')
  })

  test('an award of another issuer does not exist', async () => {
    const stranger = await makePerson(db, [{ kind: 'registrar', at: await makeDistrict(db) }])
    expect((await open(`/awards/${issued.awardId}`, stranger)).status).toBe(404)
    expect((await open(`/awards/${issued.awardId}`, stranger, form({ intent: 'revoke', reason: 'No.' }))).status).toBe(
      404,
    )
    expect((await open('/awards/x', registrar)).status).toBe(404)
  })

  test('a reason that is missing or too long keeps the words; one that is given is shown to everyone', async () => {
    const path = `/awards/${issued.awardId}`
    expect((await open(path, registrar, form({ intent: 'revoke', reason: ' ' }))).status).toBe(422)
    const long = await open(path, registrar, form({ intent: 'suspend', reason: 'y'.repeat(501) }))
    expect([long.status, long.html.includes('y'.repeat(501))]).toEqual([422, true])
    expect((await open(path, registrar, form({ intent: 'delete', reason: 'No.' }))).status).toBe(404)

    expect((await open(path, registrar, form({ intent: 'suspend', reason: 'Case 12 is open.' }))).to).toBe(path)
    const page = (await open(`/credentials/${issued.id}`, null)).html
    expect(page).toContain('This credential is suspended.')
    expect(page).toContain('does not confirm at present that')
    expect(page).toContain('Case 12 is open.')
    expect((await open('/my-credentials', educator)).html).toContain('Case 12 is open.')
    expect((await open(path, registrar, form({ intent: 'reinstate', reason: 'Case 12 is closed.' }))).to).toBe(path)
    expect((await open(`/credentials/${issued.id}`, null)).html).toContain('Yes. It is real, and valid now.')
  })
})

describe('the keys', () => {
  const chosen = (html: string, action: string) => new RegExp(`id="${action}-([\\w-]+)"`).exec(html)?.[1] ?? ''
  const press = (intent: string, key: string, sure = 'yes', actor = registrar) =>
    open('/keys', actor, form({ intent, key, in: publisher.id, sure }))

  test('are the registrar’s; an issuer that never signed has none', async () => {
    expect((await open('/keys', null)).to).toBe('/sign-in?next=%2Fkeys')
    expect((await open('/keys', educator)).status).toBe(403)
    const stranger = await makePerson(db, [{ kind: 'registrar', at: await makeDistrict(db) }])
    expect((await open('/keys', stranger)).html).toContain('There is no key yet.')
    const { html } = await open('/keys', registrar)
    expect((await press('rotate', chosen(html, 'rotate'), 'yes', stranger)).status).toBe(404)
  })

  test('are replaced, taken up again and retired with a confirmation, and what cannot be done is said', async () => {
    const first = chosen((await open('/keys', registrar)).html, 'rotate')
    const unsure = await press('rotate', first, '')
    expect(unsure.status).toBe(422)
    expect(unsure.html).toContain('Tick the box')
    expect((await press('rotate', first)).to).toBe(`/keys?in=${publisher.id}`)
    expect((await press('rotate', first)).html).toContain('was changed a moment ago')
    const { html } = await open('/keys', registrar)
    expect(html).toContain('The key for credentials, replaced')
    expect(html).toContain('1 credential<')
    expect((await press('restore', first)).to).not.toBe('')
    const other = chosen((await open('/keys', registrar)).html, 'retire')
    expect((await press('retire', other)).to).not.toBe('')
    expect((await open('/keys', registrar)).html).toContain('The key for credentials, retired')
    for (const [intent, key] of [
      ['rotate', 'x'],
      ['delete', first],
      ['retire', '0199c0de-0000-7000-8000-000000000000'],
    ] as const)
      expect((await press(intent, key)).status).toBe(404)
    expect((await open(`/credentials/${issued.id}`, null)).html).toContain('Yes. It is real, and valid now.')
  })

  test('that another master key encrypted are shown as unable to sign', async () => {
    const { config } = world
    world.config = { ...config, masterKey: Buffer.alloc(32, 9) }
    expect((await open('/keys', registrar)).html).toContain('This key cannot sign.')
    world.config = config
  })
})

describe('sharing', () => {
  const path = () => `/my-credentials/${issued.id}/sharing`

  test('is for its educator: everybody else finds nothing', async () => {
    expect((await open(path(), null)).to).toContain('/sign-in')
    for (const actor of [registrar, await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])]) {
      expect((await open(path(), actor)).status).toBe(404)
      expect((await open(path(), actor, form({ intent: 'share' }))).status).toBe(404)
    }
    expect((await open('/my-credentials/nonsense/sharing', educator)).status).toBe(404)
    expect((await open(path(), educator, form({ intent: 'else' }))).status).toBe(404)
  })

  test('is off until it is switched on, shows what was chosen, and refuses what is not theirs', async () => {
    const award = await findAwardById(db, issued.awardId)
    const place = { orgId: award?.sourceOrgId ?? '', submissionId: award?.submissionId ?? '', promptId: 'plan' }
    const link = { ...place, kind: 'link' as const, name: 'Our <plan>', url: 'https://example.org/plan' }
    const evidence = await inTransaction(db, (tx) => insertEvidence(tx, link, world.now()))
    const before = (await open(path(), educator)).html
    expect(before).toContain('It is not shared')
    expect(before).toContain('Your work may show children.')
    expect(before).not.toContain('checked=""')
    const refused = await open(path(), educator, form({ intent: 'share', evidence: issued.id }))
    expect([refused.status, refused.html.includes('does not belong to this credential')]).toEqual([422, true])
    expect((await open(`/credentials/${issued.id}`, null)).html).not.toContain('example.org')

    expect((await open(path(), educator, form({ intent: 'share', evidence }))).to).toBe(path())
    const page = (await open(`/credentials/${issued.id}`, null)).html
    expect(page).toContain('Amara Osei shows of the work')
    expect(page).toContain('Our &lt;plan&gt;')
    expect((await open(path(), educator)).html).toContain('checked=""')

    expect((await open(path(), educator, form({ intent: 'stop' }))).to).toBe(path())
    expect((await open(`/credentials/${issued.id}`, null)).html).not.toContain('example.org')
  })
})

describe('the transcript', () => {
  test('is the person’s own, with hours and address', async () => {
    expect((await open('/transcript', null)).to).toBe('/sign-in?next=%2Ftranscript')
    const { html } = await open('/transcript', educator)
    expect(html).toContain('1 micro-credential in force')
    expect(html).toContain(`credentials.test.example/credentials/${issued.id}`)
    const other = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    expect((await open('/transcript?show=all', other)).html).toContain('Nothing earned yet')
  })
})

describe('the medal', () => {
  test('says what is next, what waits and what is earned, in words beside the drawing', async () => {
    await makeSubmitted({ db, actor: educator, now: world.now() }, PLANNING[1])
    await earn(db, educator, PLANNING[3], { unmet: ['open'] })
    const { html } = await open('/medal', educator)
    expect(html).toContain('1 of 30 earned')
    expect(html).toContain('Read your feedback')
    expect(html).toContain('With the assessors')
    expect(html).toContain('Not yet: 1 criterion to work on.')
    expect(html.match(/In progress/g)).toHaveLength(4)
  })

  test('begins with an invitation, and is for educators', async () => {
    const beginner = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    expect((await open('/medal', beginner)).html).toContain('Choose a first one')
    expect((await open('/my-credentials', beginner)).html).toContain('Nothing earned yet')
    expect((await open('/medal', registrar)).status).toBe(403)
  })
})

describe('replacing a credential', () => {
  test('by its holder after they wished to have their name signed; its old page leads to the new one', async () => {
    const person = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Noor Haddad')
    const old = await earnCredential(world, person, PLANNING[1])
    expect((await open('/my-credentials/renew', person)).html).toContain('All your credentials say this already.')
    await setSignName({ db, actor: person, now: NOON }, true)
    expect((await open('/my-credentials/renew', person)).html).toContain('1 credential still says')
    expect((await open('/my-credentials/renew', person, form({}))).to).toBe('/my-credentials')
    const newest = await findNewest(db, old.id)
    const { html } = await open(`/credentials/${old.id}`, null)
    expect(html).toContain('This credential was replaced.')
    expect(html).toContain(`href="/credentials/${newest?.id}"`)
    expect((await open(`/credentials/${newest?.id}`, null)).html).toContain('Yes. It is real, and valid now.')

    const { html: register } = await open(`/awards/${old.awardId}`, registrar)
    expect(register).toContain('Credential replaced by Noor Haddad')
    expect(register).toContain('What it says of its holder changed.')
    expect(register).toContain('A new credential would say what this one says.')
  })

  test('by the registrar: with a confirmation, and what cannot be done is said', async () => {
    const person = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const { awardId, id: credential } = await earnCredential(world, person, PLANNING[1])
    const press = (fields: Record<string, string>) =>
      open(`/awards/${awardId}`, registrar, form({ intent: 'reissue', credential, ...fields }))
    expect((await press({ because: 'key' })).html).toContain('Confirm it first, then press again.')
    const same = await press({ because: 'key', sure: 'yes' })
    expect([same.status, same.html.includes('A new credential would say what this one says, so it was not')]).toEqual([
      422,
      true,
    ])
    for (const odd of [
      { because: 'mood' },
      { because: 'holder', credential: 'x' },
      { because: 'holder', credential: issued.awardId },
    ])
      expect((await press(odd)).status).toBe(404)
  })

  test('one that has run out says so, on its page and in the register', async () => {
    const person = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const { awardId, id } = await earnCredential(world, person, PLANNING[1])
    await db.updateTable('credential').set({ valid_until: NOON }).where('id', '=', id).execute()
    expect((await open(`/awards/${awardId}`, registrar)).html).toContain('Expired')
    expect((await open('/awards', registrar)).html).toContain('Expired')
  })
})
