import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeDistrict, makePerson, makeSchool } from '../factories/factories.ts'
import { ORIGIN, testWeb } from './web.ts'

const { world, ask, send, signIn } = await testWeb()
const district = await makeDistrict(world.db)
const school = await makeSchool(world.db, district)
const educator = await makePerson(world.db, [{ kind: 'educator', at: school }])
const admin = await makePerson(world.db, [{ kind: 'admin', at: district }])

const emailOf = async (personId: string): Promise<string> =>
  (
    await world.db
      .selectFrom('person_email')
      .select('email')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
  ).email

describe('every answer', () => {
  it.each(['/', '/catalogue', '/sign-in', '/healthz', '/no-such-page', '/favicon.svg'])(
    '%s is protected',
    async (path) => {
      const { headers } = await ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-request-id')).not.toBeNull()
    },
  )
})

describe('public pages', () => {
  it.each(['/', '/catalogue', '/badges/project-based-learning-badge'])(
    '%s carries no script, cookie or name',
    async (path) => {
      const cookie = await signIn(educator.personId)
      const answer = await ask(path, { cookie })
      const html = await answer.text()
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(html).not.toMatch(/<script|nonce=/)
      expect(html).not.toContain(educator.name)
      const again = await ask(path, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
      expect([answer.status, again.status]).toEqual([200, 304])
    },
  )
})

describe('pages of a person', () => {
  it('have a nonce of their own each time, and are kept by nobody', async () => {
    const cookie = await signIn(educator.personId)
    const [one, two] = [await ask('/account', { cookie }), await ask('/account', { cookie })]
    const nonceOf = (answer: Response) =>
      /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    expect(nonceOf(one)).toBeTruthy()
    expect(nonceOf(one)).not.toBe(nonceOf(two))
    expect(one.headers.get('cache-control')).toBe('no-store')
    expect(await one.text()).toContain(`nonce="${nonceOf(one)}"`)
  })

  it.each(['/medal', '/plan', '/queue', '/awards', '/people', '/account', '/my-credentials'])(
    '%s sends a stranger to sign in and back',
    async (path) => {
      const answer = await ask(path)
      expect(answer.status).toBe(302)
      expect(answer.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    },
  )

  it.each(['/queue', '/awards', '/people'])('%s is not for an educator', async (path) => {
    expect((await ask(path, { cookie: await signIn(educator.personId) })).status).toBe(403)
  })

  it.each(['/pursuits', '/judgements', '/awards', '/credentials'])(
    'an unknown or impossible id under %s is 404',
    async (path) => {
      const cookie = await signIn(educator.personId)
      for (const id of [randomUUID(), 'not-an-id', "'; drop table person"])
        expect((await ask(`${path}/${encodeURIComponent(id)}`, { cookie })).status).toBe(404)
    },
  )
})

describe('forms', () => {
  it('from another site are refused, and so are those that hide where they come from', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://localhost:4601']) {
      const answer = await ask('/sign-out', { method: 'POST', body: new URLSearchParams(), headers: { origin } })
      expect(answer.status).toBe(403)
    }
  })

  it('are taken from a script that says no origin', async () => {
    expect((await ask('/sign-out', { method: 'POST', body: new URLSearchParams() })).status).toBe(302)
  })

  it('over 8 MB are refused with a sentence', async () => {
    const answer = await send('/sign-in', { email: 'x'.repeat(9_000_000), password: '', intent: 'link', next: '/me' })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('8 MB')
  })

  it.each([
    ['JSON', 'application/json', '{}'],
    ['a form without its parts', 'multipart/form-data', 'intent=save'],
    ['a form that broke off', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="inte'],
    ['nothing at all', undefined, undefined],
  ])('%s in place of a form is refused with a page', async (_, type, body) => {
    const cookie = await signIn(admin.personId)
    const headers = { origin: ORIGIN, ...(type === undefined ? {} : { 'content-type': type }) }
    for (const [method, path] of [
      ['POST', '/people'],
      ['PUT', '/account'],
      ['POST', '/pursuits'],
      ['POST', '/sign-in'],
    ] as const) {
      const answer = await ask(path, { method, headers, cookie, ...(body === undefined ? {} : { body }) })
      expect([answer.status, path]).toEqual([400, path])
      expect(await answer.text()).toContain('This did not arrive as it should')
    }
  })

  it('lose the letter zero, which nobody can mean', async () => {
    const answer = await send('/sign-in', {
      email: 'nobody\0@school.example',
      password: '\0',
      intent: 'password',
      next: '\0',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('nobody@school.example')
  })
})

describe('signing in', () => {
  it('keeps the address and says what is wrong', async () => {
    const answer = await send('/sign-in', {
      email: 'someone@school.example',
      password: 'wrong password',
      intent: 'password',
      next: '/plan',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('value="someone@school.example"')
    expect(html).toContain('do not go together')
    expect(html).toContain('name="next" value="/plan"')
  })

  it('by a link works once, by a press and not by opening it', async () => {
    const email = await emailOf(educator.personId)
    const asked = await send('/sign-in', { email: email.toUpperCase(), password: '', intent: 'link', next: '/me' })
    expect(asked.status).toBe(200)
    const letter = await world.db
      .selectFrom('mail')
      .select('body')
      .where('to_address', '=', email)
      .executeTakeFirstOrThrow()
    const link = /http\S+(\/sign-in\/link\?token=(\S+))/.exec(letter.body)
    const [path, token] = [link?.[1] ?? '', decodeURIComponent(link?.[2] ?? '')]
    expect((await ask(path)).headers.getSetCookie()).toEqual([])
    const used = await send('/sign-in/link', { token })
    expect(used.status).toBe(302)
    const cookie = used.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await (await ask('/account', { cookie })).text()).toContain(educator.name)
    expect((await send('/sign-in/link', { token })).status).toBe(422)
  })

  it('by a link is how somebody who was just added proves their address', async () => {
    const cookie = await signIn(admin.personId)
    const fields = { intent: 'person', name: 'New Person', email: 'new@school.example', kind: 'educator' }
    await send('/people', { ...fields, organisationId: school.id }, cookie)
    await send('/sign-in', { email: fields.email, password: '', intent: 'link', next: '/me' })
    const letters = await world.db.selectFrom('mail').select('body').where('to_address', '=', fields.email).execute()
    const token = letters.flatMap(({ body }) => /token=(\S+)/.exec(body)?.[1] ?? [])[0] ?? ''
    const used = await send('/sign-in/link', { token: decodeURIComponent(token) })
    expect(used.status).toBe(302)
    const verified = await world.db
      .selectFrom('person_email')
      .select('verified_at')
      .where('email', '=', fields.email)
      .executeTakeFirstOrThrow()
    expect(verified.verified_at).not.toBeNull()
  })

  it('says the same about an address that nobody has', async () => {
    const known = await send('/sign-in', {
      email: await emailOf(admin.personId),
      password: '',
      intent: 'link',
      next: '/me',
    })
    const unknown = await send('/sign-in', {
      email: 'nobody@nowhere.example',
      password: '',
      intent: 'link',
      next: '/me',
    })
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect((await unknown.text()).includes('is on its way')).toBe((await known.text()).includes('is on its way'))
  })

  it('is slowed down after many tries on one address, wherever they come from', async () => {
    const said: string[] = []
    for (let n = 0; n < 12; n++) {
      const fields = { email: 'guessed@school.example', password: 'wrong password', intent: 'password', next: '/me' }
      const answer = await ask('/sign-in', {
        method: 'POST',
        client: `203.0.113.${n}`,
        headers: { origin: ORIGIN },
        body: new URLSearchParams(fields),
      })
      said.push(await answer.text())
    }
    expect(said[0]).not.toContain('many tries')
    expect(said.at(-1)).toContain('many tries')
  })

  it('is slowed down after very many tries from one place, which a school in the morning does not reach', async () => {
    const said: string[] = []
    for (let n = 0; n < 102; n++) {
      const fields = { email: `teacher-${n}@school.example`, password: '', intent: 'link', next: '/me' }
      const answer = await ask('/sign-in', {
        method: 'POST',
        client: '198.51.100.1',
        headers: { origin: ORIGIN },
        body: new URLSearchParams(fields),
      })
      said.push(await answer.text())
    }
    expect(said[60]).not.toContain('many tries')
    expect(said.at(-1)).toContain('many tries')
  })

  it('goes on only to pages of this site', async () => {
    const cookie = await signIn(educator.personId)
    for (const [next, to] of [
      ['//evil.example', '/me'],
      ['https://evil.example', '/me'],
      ['/\\evil.example', '/me'],
      ['/plan', '/plan'],
    ] as const)
      expect((await ask(`/sign-in?next=${encodeURIComponent(next)}`, { cookie })).headers.get('location')).toBe(to)
  })

  it('ends everywhere at once', async () => {
    const [phone, laptop] = [await signIn(admin.personId), await signIn(admin.personId)]
    expect((await send('/sign-out', { everywhere: 'yes' }, phone)).status).toBe(302)
    for (const cookie of [phone, laptop]) expect((await ask('/account', { cookie })).status).toBe(302)
  })

  it('does not take a cookie that was changed', async () => {
    const cookie = await signIn(educator.personId)
    expect((await ask('/account', { cookie: `${cookie.slice(0, -6)}AAAAAA` })).status).toBe(302)
  })
})

describe('demo mode', () => {
  it.each([
    { host: 'credentials.example.org' },
    { host: '192.168.1.7:4600' },
    { host: 'localhost:4600', 'x-forwarded-for': '203.0.113.7' },
    { host: 'localhost:4600', forwarded: 'for=203.0.113.7' },
  ])('answers nothing to %o', async (headers) => {
    const answer = await ask('/catalogue', { headers: headers as Record<string, string> })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('only on this machine')
  })

  it('knows its people, and nobody else', async () => {
    const answer = await send('/demo/sign-in', { person: 'mallory' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('educator-2')
  })
})

describe('the operator', () => {
  it('reads /metrics on this machine only', async () => {
    expect(await (await ask('/metrics')).text()).toContain('mintmark_http_seconds_bucket')
    expect((await ask('/metrics', { client: '203.0.113.7' })).status).toBe(404)
    expect((await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).not.toBe(200)
  })
})
