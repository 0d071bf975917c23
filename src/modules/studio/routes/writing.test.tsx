import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFrameworks } from '#src/modules/catalogue/commands/frameworks/shipped.ts'
import { importFixtureCatalogue, makePerson, NOON } from '#test/factories/factories.ts'
import { caseId, frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import * as draft from './draft.tsx'
import * as edit from './edit.tsx'
import * as library from './library.tsx'
import * as preview from './preview.tsx'

const { db } = await testDatabase()
let noor: Actor
let omar: Actor
let stranger: Actor

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  await importFrameworks({ db, publisherId: publisher.id, now: NOON }, await frameworkFiles())
  noor = await makePerson(db, [{ kind: 'author', at: publisher }], 'Noor')
  omar = await makePerson(db, [{ kind: 'author', at: publisher }], 'Omar')
  stranger = await makePerson(db, [{ kind: 'registrar', at: publisher }])
})

const PAGES = {
  '/studio': library,
  '/studio/drafts/:id': draft,
  '/studio/drafts/:id/edit/:section': edit,
  '/studio/drafts/:id/preview': preview,
}
const world = { db, now: () => NOON } as unknown as WebWorld

/** A page as the server answers it: its status, its words, or where it sends to. */
const draw = drawPages(world, PAGES)
const open = (path: string, actor: Actor, fields?: Record<string, string>) =>
  draw(path, actor, fields === undefined ? {} : { body: new URLSearchParams(fields) })

const write = (slug: string, what = 'micro-credential') => open('/studio', noor, { intent: 'write', what, slug })

describe('the library', () => {
  test('shows all of the catalogue, and how it stands, to its authors alone', async () => {
    const { html } = await open('/studio', noor)
    expect(html).toContain('36 things')
    expect(html).toContain('Published, version 1')
    expect((await open('/studio', stranger)).status).toBe(403)
  })

  test('begins a version, then leads to it and says who saved last', async () => {
    const begun = await write('digital-literacy')
    expect(begun.to).toMatch(/^\/studio\/drafts\/[0-9a-f-]+$/)
    expect((await write('digital-literacy')).to).toBe(begun.to)
    await open(`${begun.to}/edit/alignments`, omar, { intent: 'save', revision: '1' })
    const { html } = await open('/studio?state=writing', noor)
    expect(html).toContain('Omar saved last')
    expect(html).not.toContain('Rubric Design')
    expect(await open('/studio?state=retired', noor)).toMatchObject({
      html: expect.stringContaining('0 things') as string,
    })
  })

  test('begins something new, and says what is wrong with its title and keeps it', async () => {
    const begin = { intent: 'begin', what: 'stack' }
    expect((await open('/studio', noor, { ...begin, title: 'Outdoors' })).to).toContain('/studio/drafts/')
    const taken = await open('/studio', noor, { ...begin, title: 'Assessment' })
    expect(taken.status).toBe(422)
    expect(taken.html).toContain('There is a stack called “assessment” already')
    expect(taken.html).toContain('value="Assessment"')
    expect((await open('/studio', noor, { ...begin, what: 'zeppelin', title: 'A' })).status).toBe(404)
    expect((await open('/studio', stranger, { ...begin, title: 'Mine' })).status).toBe(403)
  })
})

describe('the editor', () => {
  test('saves, follows its button, and moves the steps of a list', async () => {
    const page = `${(await write('guiding-research')).to}/edit/method`
    const method = {
      'key_method.name': 'A method',
      'key_method.steps.0.name': 'One',
      'key_method.steps.1.name': 'Two',
      revision: '1',
    }
    expect((await open(page, noor, { ...method, intent: 'next:sources' })).to).toMatch(/\/edit\/sources$/)
    const moved = await open(page, noor, { ...method, revision: '2', edit: 'down:key_method.steps.0' })
    expect(moved.to).toMatch(/method#item-key_method-steps-1$/)
    const { html } = await open(page, noor)
    expect(html.indexOf('value="Two"')).toBeLessThan(html.indexOf('value="One"'))
  })

  test('shows both texts to who was overtaken, and follows the choice', async () => {
    const page = `${(await write('meaningful-feedback')).to}/edit/sources`
    await open(page, noor, { 'research.0.title': 'From Noor', revision: '1', intent: 'save' })
    const late = await open(page, omar, { 'research.0.title': 'From Omar', revision: '1', intent: 'save' })
    expect(late.to).toBe(`${page}#both`)
    const { html } = await open(page, omar)
    expect(html).toContain('You wrote this section while somebody else saved it.')
    for (const words of ['From Noor', 'From Omar']) expect(html).toContain(words)
    expect((await open(page, noor)).html).toContain('Omar is in this section now')
    const settle = /settle:[0-9a-f-]+:kept/.exec(html)?.[0] ?? ''
    await open(page, omar, { 'research.0.title': 'From Noor', revision: '2', intent: settle })
    const settled = (await open(page, omar)).html
    expect(settled).toContain('value="From Omar"')
    expect(settled).not.toContain('Both texts are kept')
  })

  test('refuses what is too long with all words kept, and knows no other section', async () => {
    const { to } = await write('purposeful-grouping')
    const summary = 'a'.repeat(20_001)
    const refused = await open(`${to}/edit/about`, noor, { title: 'Kept', summary, revision: '1', intent: 'save' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('longer than 20,000 letters')
    expect(refused.html).toContain('value="Kept"')
    expect(refused.html).toContain(summary)
    for (const odd of ['stack', 'nowhere']) expect((await open(`${to}/edit/${odd}`, noor)).status).toBe(404)
    expect((await open(`${to}/edit/about`, stranger)).status).toBe(403)
    expect((await open(`/studio/drafts/${noor.personId}`, noor)).status).toBe(404)
  })
})

describe('the alignments', () => {
  const written = {
    'alignments.0.framework': 'InTASC Model Core Teaching Standards',
    'alignments.0.edition': '2011',
    'alignments.0.code': '6',
    'alignments.0.name': 'Assessment',
    'alignments.0.why': 'As Noor sees it.',
    'alignments.0.basis': 'inferred',
  }
  const one = JSON.stringify(['PBLWorks Gold Standard PBL', '2015', 'PD-2'])
  let page: string

  beforeAll(async () => {
    page = `${(await write('critique-and-revision')).to}/edit/alignments`
  })

  test('are found while the words of the form are kept, and what is unsure of them is said', async () => {
    const sent = await open(page, noor, { ...written, revision: '1', intent: 'find', find: 'sustained inquiry' })
    expect(sent.to).toBe(`${page}?find=sustained+inquiry#field-find`)
    const { html } = await open(sent.to, noor)
    expect(html).toContain('As Noor sees it.')
    expect(html).toContain(`value="${one.replaceAll('"', '&quot;')}"`)
    expect(html).not.toContain('Not verified.')
    expect((await open(`${page}?find=danielson+2022`, noor)).html).toContain('Not verified.')
    expect((await open(`${page}?find=zeppelin`, noor)).html).toContain('No framework here has such a component')
  })

  test('take what is picked with its CASE item, once, and can be moved', async () => {
    const item = { item_identifier: caseId(1), item_uri: 'https://case.example.org/items/1' }
    await db.updateTable('framework_component').set(item).where('code', '=', 'PD-2').execute()
    const form = { ...written, find: 'inquiry', pick: one }
    const picked = await open(page, noor, { ...form, revision: '2' })
    expect(picked.to).toBe(`${page}?find=inquiry#item-alignments-1`)
    const { html } = await open(picked.to, noor)
    for (const words of [caseId(1), item.item_uri, 'PD-2 Sustained Inquiry', 'Aligned already'])
      expect(html).toContain(words)
    expect(html).not.toContain(one.replaceAll('"', '&quot;'))

    const both = { ...written, 'alignments.1.framework': 'PBLWorks Gold Standard PBL', 'alignments.1.edition': '2015' }
    const again = { ...both, 'alignments.1.code': 'PD-2', 'alignments.1.name': 'Sustained Inquiry', revision: '3' }
    const twice = await open(page, noor, { ...again, pick: one })
    expect(twice.status).toBe(422)
    expect(twice.html).toContain('This component is among the alignments already.')
    const gone = await open(page, noor, { ...again, revision: '4', pick: '["PBLWorks Gold Standard PBL","2015","X"]' })
    expect(gone.html).toContain('No framework here has this component now.')

    const moved = await open(page, noor, { ...again, revision: '4', edit: 'up:alignments.1' })
    expect(moved.to).toBe(`${page}#item-alignments-0`)
    const { html: after } = await open(page, noor)
    expect(after.indexOf('PD-2 Sustained')).toBeLessThan(after.indexOf('6 Assessment'))
  })
})

test('a preview shows what educators and assessors will see, and says what is not written yet', async () => {
  const { to } = await write('public-product')
  const form = { kind: 'product', title: 'Something new', revision: '1', intent: 'save' }
  await open(`${to}/edit/product`, noor, form)
  for (const as of ['workspace&part=product', 'assessor', 'page']) {
    const { status, html } = await open(`${to}/preview?as=${as}`, noor)
    expect(status).toBe(200)
    expect(html).toContain(as === 'assessor' ? 'Nothing was handed in here.' : 'Something new')
    expect(html).toContain('[What is asked here is not written yet]')
  }
  expect((await open(`${to}/preview`, stranger)).status).toBe(403)
})

test('a draft is discarded when its author means it, and brought back by the next button', async () => {
  const { to } = await write('rubric-design')
  const id = to.split('/').at(-1) ?? ''
  expect((await open(to, noor)).html).toContain('What is missing')
  expect((await open(to, noor, { intent: 'discard' })).status).toBe(422)
  expect((await open(to, noor, { intent: 'discard', sure: 'yes' })).to).toBe(`/studio?discarded=${id}`)
  expect((await open(`/studio?discarded=${id}`, noor)).html).toContain('Undo')
  expect((await open(to, noor)).status).toBe(404)
  expect((await open('/studio', noor, { intent: 'bring back', draft: id })).to).toBe(to)
  expect((await open('/studio', noor, { intent: 'bring back', draft: id })).status).toBe(422)
})
