import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { World } from '#src/platform/world.ts'
import { importFixtureCatalogue } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { Hono } from 'hono'
import { http } from './http.ts'
import { drawingPath } from './rules/emblems/style.ts'

const { db } = await testDatabase()
const app = new Hono<HttpEnv>().route('/', http({ db } as World))
const get = (path: string) => app.request(path)
const widthOf = (png: ArrayBuffer) => new DataView(png).getUint32(16)

test('without a catalogue there is nothing to draw', async () => {
  expect((await get('/emblems/digital-literacy.svg')).status).toBe(404)
})

test('an emblem is a flat drawing with its name, kept for good under a version', async () => {
  await importFixtureCatalogue(db)
  const answer = await get(drawingPath('micro-credential', 'digital-literacy', 'svg'))
  expect(answer.headers.get('content-type')).toMatch('image/svg+xml')
  expect(answer.headers.get('cache-control')).toMatch('immutable')
  const svg = await answer.text()
  expect(svg).toMatch('<title>Digital Literacy</title>')
  expect(svg).not.toMatch('var(')
  expect((await get('/emblems/digital-literacy.svg')).headers.get('cache-control')).not.toMatch('immutable')
})

test.each(['', 'stacks/', 'badges/'])('emblems/%s are drawn as PNG in three sizes', async (folder) => {
  const slug = { '': 'digital-literacy', 'stacks/': 'instruction', 'badges/': 'project-based-learning-badge' }[folder]
  const pictures = await Promise.all(
    ['', '?size=96', '?size=240', '?size=512'].map(async (size) =>
      (await get(`/emblems/${folder}${slug}.png${size}`)).arrayBuffer(),
    ),
  )
  expect(pictures.map(widthOf)).toEqual([512, 96, 240, 512])
})

test('the numeral of a stack is drawn with our own font', async () => {
  const picture = async (slug: string) =>
    createHash('sha256')
      .update(Buffer.from(await (await get(`/emblems/stacks/${slug}.png`)).arrayBuffer()))
      .digest('hex')
  const { default: resvg } = await import('@resvg/resvg-js')
  const svg = await (await get('/emblems/stacks/instruction.svg')).text()
  const bare = new resvg.Resvg(svg, { fitTo: { mode: 'width', value: 512 }, font: { loadSystemFonts: false } })
    .render()
    .asPng()
  expect(await picture('instruction')).not.toBe(createHash('sha256').update(bare).digest('hex'))
})

test.each([
  '/emblems/unknown.svg',
  '/emblems/digital-literacy.gif',
  '/emblems/digital-literacy.png?size=9999',
  '/emblems/..%2fx.svg',
  '/emblems/stacks/digital-literacy.svg',
  '/emblems/badges/instruction.png',
])('%s is not found', async (path) => {
  expect((await get(path)).status).toBe(404)
})
