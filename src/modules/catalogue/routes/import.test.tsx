import { expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { raised } from '#test/factories/catalogue.ts'
import { fixtureFiles, importFixtureCatalogue, makePerson, NOON } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { findMicroCredential } from '../queries/versions.ts'
import { pack } from '../rules/exchange/archive.ts'
import * as page from './import.tsx'

const { db } = await testDatabase()
const publisher = await importFixtureCatalogue(db)
const author = await makePerson(db, [{ kind: 'author', at: publisher }])
const admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
const files = await fixtureFiles()
const text = files.find(({ path }) => path.endsWith('/rubric-design.yaml'))?.text ?? ''

const draw = drawPages({ db, now: () => NOON } as WebWorld, { '/studio/import': page })
const open = (actor: Actor | null, body?: FormData) => draw('/studio/import', actor, body && { body })

const form = (fields: Record<string, string | File>): FormData => {
  const all = new FormData()
  for (const [name, value] of Object.entries(fields)) all.append(name, value)
  return all
}
const sent = (name: string, body: string | Uint8Array<ArrayBuffer>) =>
  form({ intent: 'check', files: new File([body], name), folder: new File([], '') })
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

test('an author sees what files would do, says so, and finds it done once', async () => {
  expect((await open(author)).html).toContain('Check these files')
  const checked = await open(author, sent('mine.yaml', raised('1.1.0')(text)))
  expect(checked.status).toBe(200)
  expect(checked.html).toContain('Becomes version 2')
  expect(await findMicroCredential(db, 'rubric-design')).toMatchObject({ number: 1 })
  const agreed = form({ intent: 'take in', seal: hidden(checked.html, 'seal'), held: hidden(checked.html, 'held') })
  expect((await open(author, agreed)).html).toContain('1 version is published.')
  expect(await findMicroCredential(db, 'rubric-design')).toMatchObject({ number: 2 })
  const again = await open(author, agreed)
  expect([again.status, again.html.includes('The catalogue has changed since')]).toEqual([422, true])
  expect(again.html).toContain('Unchanged, it is version 2')
})

test('a ZIP with everything in it is here already', async () => {
  const { html } = await open(author, sent('all.zip', pack(files, NOON)))
  expect(html).toContain('Pre/Diagnostic Assessment')
  // An older version of one of them is among it, and unchanged.
  expect(html.match(/Unchanged, it is version 1/g)).toHaveLength(36)
})

test('whatever is wrong is told with its file and line, and nothing is offered', async () => {
  const both = sent('<b>bad.yaml', 'id: [')
  both.append('files', new File(['a: b\n'.repeat(300_000)], 'long.yaml'))
  both.append('files', new File([text.replace(/^title: .*$/m, 'title: Another')], 'taken.yaml'))
  const { status, html } = await open(author, both)
  expect(status).toBe(422)
  expect(html).toContain('long.yaml: It is longer than 1 MB')
  expect(html).toContain('&lt;b&gt;bad.yaml:1: It is not YAML')
  expect(html).not.toContain('value="take in"')
  expect(html).toMatch(/taken\.yaml:\d+: Version 1\.0\.0 is published with other content/)
})

test.each([
  ['no file', form({ intent: 'check' }), 'Choose a file first.'],
  ['what was held and is not', form({ intent: 'take in', held: 'AAAA', seal: '' }), 'There is no file of a badge'],
  ['half of what was held', form({ intent: 'take in', held: 'UEsDBAAA', seal: '' }), 'The ZIP breaks off'],
])('%s is refused in words', async (_, body, says) => {
  const { status, html } = await open(author, body)
  expect([status, html.includes(says)]).toEqual([422, true])
})

test('nobody but an author gets here', async () => {
  expect((await open(admin)).status).toBe(403)
  expect((await open(admin, sent('a.yaml', text))).status).toBe(403)
  expect((await open(null)).status).toBe(302)
  expect((await open(null, sent('a.yaml', text))).status).toBe(302)
})
