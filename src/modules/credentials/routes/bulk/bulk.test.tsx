import { parse } from 'csv-parse/sync'
import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { bulkFiles } from '../../http/bulk/files.ts'
import * as awards from '../awards.tsx'
import * as bulk from './bulk.tsx'
import * as bulkFile from './bulk-file.tsx'

const { db } = await testDatabase()
const parts = { ...issuingWorld(db), log: openLog('silent', 'test') }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld

const PAGES = { '/awards/bulk': bulk, '/awards/bulk/:id': bulkFile, '/awards': awards }

const draw = drawPages(world, PAGES, PUBLIC_URL)
const open = (path: string, actor: Actor | null, body?: FormData) => draw(path, actor, body && { body })

const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
const send = (content: string, actor: Actor = registrar) =>
  open('/awards/bulk', actor, formOf({ file: new File([content], '../Pâst.csv', { type: 'text/csv' }) }))

let asking: Actor | null = null
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('findActor', () => Promise.resolve(asking))
    return next()
  })
  .route('/', bulkFiles(world))
const download = (path: string, actor: Actor | null) => {
  asking = actor
  return app.request(path)
}

let registrar: Actor
let others: Actor[]
let rows: string
let checked: string

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  others = [
    educator,
    await makePerson(db, [{ kind: 'registrar', at: await makeDistrict(db) }]),
    await makePerson(db, [{ kind: 'admin', at: publisher }]),
  ]
  const { email } = await db
    .selectFrom('person_email')
    .select('email')
    .where('person_id', '=', educator.personId)
    .executeTakeFirstOrThrow()
  rows = [
    `${email},${PLANNING[0]},2024-05-31,1.5`,
    `=cmd|' /C calc'!A0,"<b>""Planning""",31/05/2024,two`,
    ...Array.from({ length: 60 }, (_, n) => `nobody-${n}@test.example,${PLANNING[1]},,`),
  ].join('\n')
  checked = (await send(`e-mail,micro-credential,date,hours\n${rows}\n`)).to
})

describe('a registrar', () => {
  test('sees what a file would do before anything is recorded', async () => {
    const { status, html } = await open(checked, registrar)
    expect(status).toBe(200)
    expect(html).toContain('Pâst.csv')
    expect(html).toContain('Record 1 award</h2>')
    expect(html).toContain('61 rows cannot be recorded')
    expect(html).toContain('&lt;b&gt;&quot;Planning&quot;')
    expect(html).toContain('page 1 of 2')
    expect((await open(`${checked}?page=99`, registrar)).html).toContain('nobody-59@test.example')
    expect((await open(`${checked}?problem=item_unknown`, registrar)).html).not.toContain('nobody-1@test.example')
    expect((await open('/awards/bulk', registrar)).html).toContain('Checked, not recorded')
    expect(await db.selectFrom('award').select('id').execute()).toEqual([])
  })

  test('takes the refused rows along, to correct and send them again', async () => {
    const sent = await download(`${checked}/refused.csv`, registrar)
    const text = await sent.text()
    expect(sent.headers.get('content-disposition')).toContain("filename*=UTF-8''P%C3%A2st%2C%20not%20recorded.csv")
    const found = parse(text, { bom: true, columns: true }) as unknown as Record<string, string>[]
    expect(found).toHaveLength(61)
    expect(found[0]).toMatchObject({
      row: '3',
      'e-mail': "'=cmd|' /C calc'!A0",
      'micro-credential': '<b>"Planning"',
      date: '31/05/2024',
      hours: 'two',
    })
    const again = (await send(text)).to
    expect(again).toMatch(/^\/awards\/bulk\/[0-9a-f-]{36}$/)
    expect(await (await download(`${again}/refused.csv`, registrar)).text()).toContain("'=cmd|' /C calc'!A0")
  })

  test('is told on the form what is wrong with a file', async () => {
    const refused = await send('a,b\n1,2\n')
    expect([refused.status, refused.html.includes('The first row must name the columns')]).toEqual([422, true])
    const nothing = await open('/awards/bulk', registrar, formOf({ other: 'word' }))
    expect([nothing.status, nothing.html.includes('Choose a file first.')]).toEqual([422, true])
  })

  test('confirms before it starts, and then sees how far it is', async () => {
    const unsure = await open(checked, registrar, formOf({ intent: 'start' }))
    expect([unsure.status, unsure.html.includes('Tick the box')]).toEqual([422, true])
    expect((await open(checked, registrar, formOf({ intent: 'start', sure: 'yes' }))).to).toBe(checked)
    const running = (await open(checked, registrar)).html
    expect(running).toContain('Recording 1 award')
    expect(running).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>')
    expect((await open(checked, registrar, formOf({ intent: 'start', sure: 'yes' }))).to).toBe(checked)
    expect((await open(checked, registrar, formOf({ intent: 'discard' }))).status).toBe(404)
    const id = checked.split('/').at(-1) ?? ''
    await db
      .updateTable('bulk')
      .set({ state: 'done', awarded_count: 0, finished_at: NOON })
      .where('id', '=', id)
      .execute()
    const done = (await open(checked, registrar)).html
    expect(done).toContain('Nothing was recorded')
    expect(done).toContain('1 row was left out')
    expect((await open(`/awards?bulk=${id}`, registrar)).html).toContain('Only what was recorded from')
  })

  test('throws a file away', async () => {
    const { to } = await send(`email,award\n${rows}`)
    expect((await open(to, registrar, formOf({ intent: 'discard' }))).to).toBe('/awards/bulk')
    expect((await open(to, registrar)).status).toBe(404)
  })
})

test('nobody else sees, sends, starts or takes anything', async () => {
  const { to } = await send(`email,award\n${rows}`)
  const place = to
  for (const actor of others) {
    expect((await open('/awards/bulk', actor)).status).toBe(403)
    expect((await send(rows, actor)).status).toBe(403)
    expect((await open(place, actor)).status).toBe(404)
    for (const intent of ['start', 'discard'])
      expect((await open(place, actor, formOf({ intent, sure: 'yes' }))).status).toBe(404)
    expect((await download(`${place}/refused.csv`, actor)).status).toBe(404)
  }
  expect((await open(place, null)).to).toContain('/sign-in')
  expect((await open('/awards/bulk', null, formOf({}))).to).toContain('/sign-in')
  expect((await download(`${place}/refused.csv`, null)).headers.get('location')).toContain('/sign-in')
  for (const id of ['nonsense', '%00', '0199c0de-0000-7000-8000-000000000000']) {
    expect((await open(`/awards/bulk/${id}`, registrar)).status).toBe(404)
    expect((await open(`/awards/bulk/${id}`, registrar, formOf({ intent: 'start', sure: 'yes' }))).status).toBe(404)
    expect((await download(`/awards/bulk/${id}/refused.csv`, registrar)).status).toBe(404)
  }
})

test('the file to fill in is one that can be read', async () => {
  const text = await (await download('/awards/bulk/template.csv', null)).text()
  expect((await send(text)).to).toMatch(/^\/awards\/bulk\//)
})
