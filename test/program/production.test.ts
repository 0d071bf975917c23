import { expect, it } from 'vitest'
import { makeDistrict, makePerson } from '../factories/factories.ts'
import { testWeb } from './web.ts'

const { world, ask, send, signIn } = await testWeb({
  PUBLIC_URL: 'https://credentials.example.org',
  MINTMARK_SECRET: 'a secret of the test that is long enough',
  MINTMARK_MASTER_KEY: '00'.repeat(32),
  SMTP_URL: 'smtp://127.0.0.1:9',
  TRUST_PROXY: '1',
})

it.each(['/demo', '/dev/mail'])('production has no %s', async (path) => {
  expect((await ask(path)).status).toBe(404)
  expect((await send('/demo/sign-in', { person: 'admin' })).status).not.toBe(303)
})

it('signs in with a cookie that only https carries', async () => {
  const person = await makePerson(world.db, [{ kind: 'educator', at: await makeDistrict(world.db) }])
  const cookie = await signIn(person.personId)
  expect(cookie).toMatch(/^__Secure-/)
  expect((await ask('/account', { cookie })).status).toBe(200)
})

it('answers behind its proxy, and tells browsers to stay with https', async () => {
  const answer = await ask('/catalogue', {
    headers: { 'x-forwarded-for': '198.51.100.4', 'x-forwarded-proto': 'https' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('strict-transport-security')).toContain('max-age')
})

it('does not show the numbers of the machine through its proxy', async () => {
  expect((await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
})
