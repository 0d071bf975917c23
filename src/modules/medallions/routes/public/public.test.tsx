import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { retireMedallion } from '../../commands/publish.ts'
import * as list from './list.tsx'
import * as medallion from './medallion.tsx'
import * as poster from './poster.tsx'

const { db } = await testDatabase()
const SITE = 'https://mintmark.example'
const world = { db, now: () => NOON, config: { publicUrl: SITE } } as unknown as WebWorld
const draw = drawPages(world, {
  '/medallions': list,
  '/medallions/:organisation/:slug': medallion,
  '/medallions/:organisation/:slug/poster': poster,
})
const open = (path: string) => draw(path, null)

let district: Organisation
let ruth: Actor

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  ruth = await makePerson(db, [{ kind: 'leader', at: district }], 'Ruth')
})

describe('the pages that everybody reads', () => {
  test('say what a medallion is while there is none, then list each with its organisation', async () => {
    expect((await open('/medallions')).html).toContain('No medallion is published yet')
    const content = medallionOf(PICKS.slice(0, 10), [{ needed: 2, of: 3 }])
    const { slug } = await makeMedallion(db, ruth, district, {
      ...content,
      picks: content.picks.map((pick, place) => ({ ...pick, when: place < 5 ? 'Autumn term' : 'Spring term' })),
    })
    const { html } = await open('/medallions')
    expect(html).toContain(`href="/medallions/${district.slug}/${slug}"`)
    expect(html).toContain(district.name)
  })

  test('show what one asks for and why, its choices plainly, its path by terms and its versions', async () => {
    const address = `/medallions/${district.slug}/work-that-matters`
    const { status, html } = await open(address)
    expect(status).toBe(200)
    expect(html).toContain('Seven that everyone earns, and two more out of a choice')
    expect(html).toContain(`How ${PICKS[0]} serves it.`)
    expect(html).toMatch(/You choose two of three: this, .+ or /)
    expect(html.indexOf('Autumn term')).toBeLessThan(html.indexOf('Spring term'))
    for (const pick of PICKS.slice(0, 10)) expect(html).toContain(`href="/micro-credentials/${pick}"`)
    expect(html).toContain('Version 1')
    expect(html).toContain('value="take_up"')
    expect(html).not.toContain('<script')
  })

  test('say of a retired one why, and let nobody take it up', async () => {
    const { medallionId, slug } = await makeMedallion(db, ruth, district, { ...medallionOf(), title: 'Gone' })
    await retireMedallion({ db, actor: ruth, now: NOON }, { medallionId, because: 'The district has a newer one.' })
    const { html } = await open(`/medallions/${district.slug}/${slug}`)
    expect(html).toContain('The district has a newer one.')
    expect(html).not.toContain('value="take_up"')
    expect((await open('/medallions')).html).not.toContain(`/${slug}"`)
  })

  test('print as one sheet with the way to the page', async () => {
    const { html } = await open(`/medallions/${district.slug}/work-that-matters/poster`)
    expect(html).toContain(`${SITE}/medallions/${district.slug}/work-that-matters`)
    expect(html).toContain('src="data:image/svg+xml,')
  })

  test.each(['/medallions/nowhere/work-that-matters', '/medallions/%00/x', '/medallions/nowhere/x/poster'])(
    '%s is not found',
    async (path) => {
      expect((await open(path)).status).toBe(404)
    },
  )
})
