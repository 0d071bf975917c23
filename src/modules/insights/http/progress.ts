import { Hono } from 'hono'
import { disposition } from '../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { followCohort } from '../commands/progress/cohort.ts'
import { compareSchools } from '../commands/progress/schools.ts'
import { gridCsv, schoolsCsv } from '../rules/progress/csv.ts'
import { found, readAsked } from '../rules/progress/grid.ts'
import { inOrder, readOrder, schoolRows } from '../rules/progress/schools.ts'

/** The grid and the comparison as files: what the page shows, all pages of it. */
export const progress = ({ db, now }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const headers = (name: string) => ({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': disposition(name),
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  })
  const unknown = ['There is no such file.\n', 404, { 'cache-control': 'no-store' }] as const

  app.get('/progress/schools.csv', async (c) => {
    const actor = await c.get('findActor')()
    const { pathname, search, searchParams } = new URL(c.req.url)
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
    const compared = await compareSchools({ db, actor, now: now() }, searchParams.get('in'))
    if (compared === null) return c.text(...unknown)
    const rows = inOrder(schoolRows(compared.counts), readOrder(searchParams.get('sort')))
    return c.body(schoolsCsv(rows), 200, headers(`${compared.organisation.name}, schools.csv`))
  })

  app.get('/progress/:cohort/grid.csv', async (c) => {
    const actor = await c.get('findActor')()
    const { pathname, search, searchParams } = new URL(c.req.url)
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
    const followed = await followCohort({ db, actor, now: now() }, c.req.param('cohort'))
    if (followed === null) return c.text(...unknown)
    const { cohort, people, picks } = followed
    const asked = readAsked(searchParams)
    const those = found(people, asked, picks.find(({ slug }) => slug === asked.pick)?.id ?? '')
    return c.body(gridCsv(those, picks), 200, headers(`${cohort.name}.csv`))
  })

  return app
}
