import { Hono, type Context } from 'hono'
import { paperOf } from '../../credentials/rules/certificate/view.ts'
import type { Actor } from '../../../platform/actor.ts'
import { readFonts } from '../../../platform/fonts.ts'
import { disposition } from '../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findAsked } from '../commands/report/asked.ts'
import { makeReport } from '../commands/report/board.ts'
import { findYear } from '../commands/year.ts'
import { readsReports } from '../policy.ts'
import { hoursCsv, hoursPdf } from '../rules/hours/papers.ts'
import { reportCsv } from '../rules/report/csv.ts'
import { reportPdf } from '../rules/report/pdf.ts'

const CSV = 'text/csv; charset=utf-8'
const PDF = 'application/pdf'

/** Reports and hours to take away: as rows for a spreadsheet, and as a PDF. */
export const papers = (world: WebWorld): Hono<HttpEnv> => {
  const { db, config, now, limits } = world
  const app = new Hono<HttpEnv>()
  const headers = (type: string, name: string) => ({
    'content-type': type,
    'content-disposition': disposition(name),
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  })
  const plain = (c: Context<HttpEnv>, text: string, status: 403 | 404 | 429) =>
    c.text(text, status, { 'cache-control': 'no-store' })

  /** Who is asking, as long as they do not ask for too many files; else the answer that they get instead. */
  const asking = async (c: Context<HttpEnv>): Promise<Actor | Response> => {
    const actor = await c.get('findActor')()
    const { pathname, search } = new URL(c.req.url)
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
    if (await limits.allow('drawing', actor.personId)) return actor
    return plain(c, 'Many files were made for you. Wait a minute and try again.\n', 429)
  }

  app.get('/report/:file{board\\.(pdf|csv)}', async (c) => {
    const actor = await asking(c)
    if (actor instanceof Response) return actor
    if (!readsReports(actor)) return plain(c, 'A report is for who leads a school or a district.\n', 403)
    const asked = await findAsked(db, actor, new URL(c.req.url).searchParams, now())
    if (asked === null) return plain(c, 'There is no such report.\n', 404)
    const report = await makeReport(db, asked, now())
    const { from, until } = asked.period
    const name = `${asked.organisation.name} ${from} to ${until}`
    if (c.req.param('file') === 'board.csv') return c.body(reportCsv(report), 200, headers(CSV, `${name}.csv`))
    const printed = { report, paper: paperOf(asked.organisation.country), madeAt: now(), publicUrl: config.publicUrl }
    return c.body(await reportPdf(printed, await readFonts()), 200, headers(PDF, `${name}.pdf`))
  })

  app.get('/:file{hours\\.(pdf|csv)}', async (c) => {
    const actor = await asking(c)
    if (actor instanceof Response) return actor
    const words = new URL(c.req.url).searchParams
    const { year, country } = await findYear({ db, actor, now: now(), publicUrl: config.publicUrl }, words)
    const name = `Hours ${year.span.from} to ${year.span.until}`
    if (c.req.param('file') === 'hours.csv') return c.body(hoursCsv(year), 200, headers(CSV, `${name}.csv`))
    const { timeZone } = actor
    const printed = {
      year,
      name: actor.name,
      paper: paperOf(country),
      madeAt: now(),
      timeZone,
      publicUrl: config.publicUrl,
    }
    return c.body(await hoursPdf(printed, await readFonts()), 200, headers(PDF, `${name}.pdf`))
  })

  return app
}
