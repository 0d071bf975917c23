import type { APIRequestContext, APIResponse } from 'playwright'
import { expect, vi } from 'vitest'
import { controlName } from '#src/modules/assessment/parts/control-name.ts'
import { ALL_SCOPES } from '#src/modules/credentials/rules/host/scopes.ts'
import { contentOf, wordsFor } from './acting.ts'

/** What acting.ts does in a window, by the requests that its forms send: quick, for what is repeated. */

/** The path that a form leads to, and what stands there. */
async function arrived(answer: APIResponse): Promise<{ path: string; text: string }> {
  expect(answer.status(), answer.url()).toBe(200)
  return { path: new URL(answer.url()).pathname, text: await answer.text() }
}

/** Starts a micro-credential; gives the pursuit's address. */
export const begin = async (educator: APIRequestContext, slug: string): Promise<string> =>
  (await arrived(await educator.post('/pursuits', { form: { micro_credential: slug } }))).path

/** Answers every prompt but those that are left out. */
export async function answerAll(
  educator: APIRequestContext,
  pursuit: string,
  slug: string,
  leftOut: readonly string[] = [],
): Promise<void> {
  for (const { kind, prompts } of contentOf(slug).parts) {
    const asked = prompts.filter(({ id }) => !leftOut.includes(id))
    const answers = asked.map(({ id, words }) => [`response:${id}`, wordsFor(words?.min ?? 30)])
    await arrived(
      await educator.post(`${pursuit}/${kind}`, { form: { intent: 'save', ...Object.fromEntries(answers) } }),
    )
  }
}

/** Starts a micro-credential, answers everything and submits; gives the pursuit's address and the assessors' code. */
export async function handIn(educator: APIRequestContext, slug: string): Promise<{ pursuit: string; code: string }> {
  const pursuit = await begin(educator, slug)
  await answerAll(educator, pursuit, slug)
  const statements = { own_work: 'on', no_identities: 'on', may_be_read: 'on' }
  const { path, text } = await arrived(
    await educator.post(`${pursuit}/check`, { form: { intent: 'submit', ...statements } }),
  )
  expect(path).toBe(pursuit)
  return { pursuit, code: /only as (?:<!-- -->)?(\w{2}-\w{4})/.exec(text)?.[1] ?? '' }
}

/** Claims a submission; gives the address of the judgement. */
export async function claim(assessor: APIRequestContext, code: string): Promise<string> {
  const { text } = await arrived(await assessor.get('/queue'))
  const row = text.split('<li').find((each) => each.includes(code) && each.includes('name="submission"'))
  const submission = /name="submission" value="([^"]+)"/.exec(row ?? '')?.[1] ?? ''
  expect(submission, `${code} waits in the queue`).not.toBe('')
  return (await arrived(await assessor.post('/queue', { form: { submission } }))).path
}

/** Claims a submission and finds every criterion demonstrated. */
export async function assessAsEarned(assessor: APIRequestContext, code: string, slug: string): Promise<void> {
  const judgement = await claim(assessor, code)
  const levels = contentOf(slug).rubric.criteria.map(({ id }) => [controlName('level', id), 'demonstrated'])
  const form = { intent: 'decide', expects: 'earned', ...Object.fromEntries(levels) }
  expect((await arrived(await assessor.post(judgement, { form }))).path).toBe('/queue')
}

/** Lets a registrar check a file of past awards, some of which cannot be recorded; gives the file's address. */
export async function checkAwards(registrar: APIRequestContext): Promise<string> {
  const rows = [
    'educator@riverbend.example,aligning-to-standards,2024-05-31,',
    'educator@riverbend.example,Formative Assessment: Checking In,2024-05-31,',
    'educator@riverbend.example,Rubric Design,31/05/2024,two',
    'nobody@riverbend.example,Instruction,,',
  ]
  const file = {
    name: 'Past awards.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['e-mail,micro-credential,date,hours', ...rows].join('\r\n')),
  }
  return (await arrived(await registrar.post('/awards/bulk', { multipart: { file } }))).path
}

/** Records micro-credentials that somebody earned before, all on one day. */
export async function recordAwards(
  registrar: APIRequestContext,
  email: string,
  slugs: readonly string[],
): Promise<void> {
  const rows = slugs.map((slug) => `${email},${slug},2024-05-31`)
  const buffer = Buffer.from(['e-mail,micro-credential,date', ...rows].join('\r\n'))
  const file = { name: `Awards of ${email}.csv`, mimeType: 'text/csv', buffer }
  const { path } = await arrived(await registrar.post('/awards/bulk', { multipart: { file } }))
  await arrived(await registrar.post(path, { form: { intent: 'start', sure: 'yes' } }))
  const read = async (): Promise<string> => (await registrar.get(path)).text()
  await expect.poll(read, { timeout: 30_000, interval: 250 }).toMatch(/Recorded|recorded/)
}

/** Lets an admin read a list of people, of which one row cannot be read; gives the file's address. */
export async function readPeople(admin: APIRequestContext): Promise<string> {
  const page = await arrived(await admin.get('/people/import'))
  const organisationId = /<option value="([0-9a-f-]{36})"/.exec(page.text)?.[1] ?? ''
  const rows = [
    'ines.ferrer@riverbend.example,Inés Ferrer,teacher,Riverbend Middle School',
    'noor.haddad@riverbend.example,Noor Haddad,principal; educator,Cedar Hill High School',
    'omar.diaz@riverbend.example,Omar Díaz,educator,Stone Bridge Elementary',
    'pia at riverbend,Pia Lund,educator,Riverbend Middle School',
  ]
  const file = {
    name: 'Staff of the new year.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['email,name,role,school', ...rows].join('\r\n')),
  }
  return (await arrived(await admin.post('/people/import', { multipart: { organisationId, file } }))).path
}

/** Lets a badge service register and ask for an educator's credentials; gives the path of the question. */
export async function askToConnect(educator: APIRequestContext, site: string): Promise<string> {
  const back = 'https://backpack.example/back'
  const registered = await educator.post('/oauth/register', {
    data: { client_name: 'Trail Backpack', redirect_uris: [back], client_uri: 'https://backpack.example' },
  })
  const { client_id } = (await registered.json()) as { client_id: string }
  const query = new URLSearchParams({
    client_id,
    redirect_uri: back,
    response_type: 'code',
    scope: ALL_SCOPES.join(' '),
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  const asked = await educator.get(`${site}/oauth/authorize?${query}`, { maxRedirects: 0 })
  return asked.headers()['location'] ?? ''
}

/** Invites an educator to a school; gives the address in the letter, once the worker has written it. */
export async function inviteTo(admin: APIRequestContext, school: string): Promise<string> {
  const email = 'new.colleague@riverbend.example'
  await arrived(await admin.post(school, { form: { intent: 'invite', email, kind: 'educator' } }))
  const read = async (): Promise<string> => {
    const letters = (await (await admin.get('/dev/mail')).text()).split('<article')
    return /\/invitations\/[\w-]+/.exec(letters.find((letter) => letter.includes(email)) ?? '')?.[0] ?? ''
  }
  return vi.waitUntil(read, { timeout: 20_000 })
}
