import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON, OUTLINE } from '#test/factories/factories.ts'
import { caseFile, frameworkFiles, PRACTICES } from '#test/factories/frameworks/frameworks.ts'
import { importFrameworks } from '../commands/frameworks/shipped.ts'
import { listFrameworks } from '../queries/frameworks/read.ts'
import * as page from './frameworks.tsx'

const { db } = await testDatabase()
const AT = 'https://mintmark.example'
const world = { db, now: () => NOON, config: { publicUrl: AT } } as WebWorld

const draw = drawPages(world, { '/frameworks': page }, AT)
async function open(path: string, actor: Actor | null, body?: FormData | string) {
  const headers = typeof body === 'string' ? { 'content-type': 'multipart/form-data; boundary=x' } : {}
  const drawn = await draw(path, actor, body === undefined ? {} : { body, headers })
  return { ...drawn, text: drawn.html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
}

const form = (fields: Record<string, string | File>): FormData => {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}
const upload = (content: string | Uint8Array<ArrayBuffer>) =>
  form({ intent: 'check', text: '', file: new File([content], 'a.json', { type: 'application/json' }) })
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

let admin: Actor
let publisherId: string
beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  publisherId = publisher.id
  admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
  await importFrameworks({ db, publisherId, now: NOON }, await frameworkFiles())
})
const frameworks = async () => (await listFrameworks(db, publisherId)).map(({ name }) => name)

describe('who may see the frameworks', () => {
  test('nobody unknown, no educator; authors and other admins may read and bring nothing', async () => {
    const district = await makeDistrict(db)
    expect((await open('/frameworks', null)).to).toBe('/sign-in?next=%2Fframeworks')
    expect((await open('/frameworks', await makePerson(db, [{ kind: 'educator', at: district }]))).status).toBe(403)
    const reader = await makePerson(db, [{ kind: 'admin', at: district }])
    const { status, html } = await open('/frameworks', reader)
    expect([status, html.includes('Danielson'), html.includes('<form')]).toEqual([200, true, false])
    expect((await open('/frameworks', reader, upload(JSON.stringify(caseFile())))).status).toBe(403)
  })
})

test('each edition says how sure its words are, and lists its components by domain', async () => {
  const { html, text } = await open('/frameworks', admin)
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  expect(html.match(/<b>Not verified\.<\/b>/g)).toHaveLength(2)
  expect(text).toMatch(/2022 , 22 components Not verified\. The four domain names and 1a to 1c/)
  expect(text).toMatch(/2013 , 22 components Compared with its sources\. All 22 names/)
  expect(text).toContain('PBLWorks Project Based Teaching Practices, 2015')
  const links = [...html.matchAll(/href="(\/frameworks\?edition=[^"#]+)#components"/g)].map(([, to]) => to ?? '')
  expect(links).toHaveLength(6)
  const chosen = await open(links[1] ?? '', admin)
  expect(chosen.text).toMatch(/Learning Environments 2a Cultivating Respectful and Affirming Environments 2b /)
  expect(chosen.html.match(/<b>Not verified\.<\/b>/g)).toHaveLength(3)
  expect((await open('/frameworks?edition=unknown&page=x', admin)).status).toBe(200)
})

describe('an admin who brings a framework', () => {
  test('sees what would happen, says so, and then it has', async () => {
    const before = await frameworks()
    expect((await open('/frameworks', admin, upload(`\uFEFF${JSON.stringify(caseFile())}`))).to).toBe(
      '/frameworks#checked',
    )
    const { html, text } = await open('/frameworks', admin)
    expect(text).toContain('Title Riverbend Teaching Practices Publisher Riverbend Version 2026 Items 5')
    expect(text).toContain('It becomes a new framework with this edition.')
    expect(text).toContain('At the top of it: 2 A Planning with others B Listening')
    expect(await frameworks()).toEqual(before)
    const words = { check: hidden(html, 'check'), over: hidden(html, 'over') }
    const { to } = await open('/frameworks', admin, form({ intent: 'add', ...words }))
    expect(to).toMatch(/^\/frameworks\?edition=[0-9a-f-]{36}#components$/)
    const after = (await open(to.replace('#components', ''), admin)).text
    expect(after).toContain('From a CASE file. It says what the CASE file said')
    expect(after).toContain('A Planning with others A.1 Plans lessons together (Practice)')
    expect(await frameworks()).toContain('Riverbend Teaching Practices')
    expect((await open('/frameworks', admin, form({ intent: 'add', ...words }))).to).toBe('/frameworks')
  })

  test('sees of another file of the same edition what would change, and which micro-credentials are aligned to it', async () => {
    await db
      .insertInto('catalogue_component')
      .values({
        org_id: publisherId,
        number: 9000,
        framework: 'Riverbend Teaching Practices',
        edition: '2026',
        code: 'A.2',
        name: 'x',
      })
      .execute()
    await db
      .updateTable('micro_credential_search')
      .set({ components: [9000] })
      .where('micro_credential_id', '=', (eb) =>
        eb.selectFrom('micro_credential').select('id').where('slug', '=', OUTLINE),
      )
      .execute()
    const lines = PRACTICES.map((line) => (line[0] === 5 ? ([5, 'B.1', 'Asks first', 4] as const) : line))
    const changed = JSON.stringify(caseFile([...lines.filter(([number]) => number !== 3), [6, 'B.2', 'Waits', 4]]))
    expect((await open('/frameworks', admin, form({ intent: 'check', text: changed }))).to).toBe('/frameworks#checked')
    const { html, text } = await open('/frameworks', admin)
    expect(text).toContain('1 item is added, 1 item is changed and 1 item is removed.')
    expect(text).toContain('Would be changed: 1 B.1 Asks first (was: B.1 Asks before answering)')
    expect(text).toContain('Would be removed: 1 A.2 Shares what was planned 1 micro-credential is aligned to it.')
    const stale = await open('/frameworks', admin, form({ intent: 'add', check: hidden(html, 'check'), over: 'other' }))
    expect([stale.status, stale.text.includes('changed after the file was checked')]).toEqual([422, true])
    expect((await open('/frameworks', admin, form({ intent: 'discard', check: hidden(html, 'check') }))).to).toBe(
      '/frameworks',
    )
    expect((await open('/frameworks', admin)).html).not.toContain('id="checked"')
  })

  test('is told on the form what is wrong, with what was pasted kept', async () => {
    const pasted = await open(
      '/frameworks',
      admin,
      form({ intent: 'check', text: '{"CFDocument": {\n"title": "Mine"' }),
    )
    expect(pasted.status).toBe(422)
    expect(pasted.text).toContain(
      '1 thing is wrong with this file Nothing was changed. Line 2: It is not JSON that can be read.',
    )
    expect(pasted.html).toMatch(/>\{&quot;CFDocument&quot;: \{\s+&quot;title&quot;: &quot;Mine&quot;<\/textarea>/)
    const hostile = JSON.stringify(caseFile([[1, 'A', '<script>alert(1)</script>']]), null, 1)
    expect((await open('/frameworks', admin, upload(hostile))).text).toMatch(
      /Line \d+: CFItems\.0\.fullStatement holds script/,
    )
  })

  test.each<[string, FormData | string, number, string]>([
    ['nothing', form({ intent: 'check', text: '' }), 422, 'Choose a file first'],
    ['both', form({ intent: 'check', text: '{}', file: new File(['{}'], 'a.json') }), 422, 'not both'],
    ['what is no text', upload(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 422, 'not text in UTF-8'],
    ['a form that breaks off', '--x\r\nContent-Disp', 422, 'broke off'],
    ['ten megabytes', upload(`"${'x'.repeat(10_000_000)}"`), 422, 'at most 6000000 are read'],
    ['another word', form({ intent: 'burn', check: '0190a8c0-0000-7000-8000-000000000000' }), 404, ''],
    ['no check', form({ intent: 'add', check: '1; drop table framework' }), 404, ''],
  ])('and sends %s', async (_, body, status, says) => {
    const answer = await open('/frameworks', admin, body)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(says)
  })
})
