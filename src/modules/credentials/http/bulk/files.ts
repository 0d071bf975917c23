import { Hono, type Context } from 'hono'
import { Readable } from 'node:stream'
import { isId } from '../../../../platform/database/ids.ts'
import { disposition } from '../../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { can } from '../../policy.ts'
import { findFile, listRefused } from '../../queries/bulk/files.ts'
import { findPublishingIssuer } from '../../queries/issuers.ts'
import { csvRow } from '../../../people/rules/csv.ts'
import { problemInWords } from '../../rules/bulk/problems.ts'

/** Spreadsheets read UTF-8 as such only when a file begins with this. */
const MARK = '\uFEFF'
const COLUMNS = ['e-mail', 'micro-credential', 'date', 'hours']
const EXAMPLE = ['name@school.example', 'developing-driving-questions', '2024-05-31', '1.5']
const CHUNK = 2000

/** The files of bulk awarding that a registrar takes away: one to fill in, and the rows that could not be recorded. */
export const bulkFiles = (world: WebWorld): Hono<HttpEnv> => {
  const { db, log } = world
  const app = new Hono<HttpEnv>()

  const headers = (name: string) => ({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': disposition(name),
    'cache-control': 'private, no-store',
  })
  const nothing = (c: Context<HttpEnv>) => c.text('There is nothing here.\n', 404)

  app.get('/awards/bulk/template.csv', (c) =>
    c.body(MARK + csvRow(COLUMNS) + csvRow(EXAMPLE), 200, headers('Awards to record.csv')),
  )

  app.get('/awards/bulk/:id/refused.csv', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
    const id = c.req.param('id')
    const issuer = await findPublishingIssuer(db)
    const allowed =
      issuer !== null && can(actor, { action: 'award in bulk', subject: { issuerId: issuer.orgId } }) && isId(id)
    const file = allowed ? await findFile(db, issuer.orgId, id) : null
    if (issuer === null || file === null) return nothing(c)
    const rows = Readable.from(refusedRows(world, issuer.orgId, id), { objectMode: false })
    rows.on('error', (error) =>
      log.error({ requestId: c.get('requestId'), err: error }, 'A list of rows that were not recorded broke off'),
    )
    const name = `${file.fileName.replace(/\.[^.]{1,5}$/, '')}, not recorded.csv`
    return c.body(Readable.toWeb(rows) as ReadableStream, 200, headers(name))
  })

  return app
}

async function* refusedRows({ db }: WebWorld, orgId: string, id: string): AsyncGenerator<string> {
  yield MARK + csvRow(['row', ...COLUMNS, 'why it was not recorded'])
  for (let after = 0; ;) {
    const rows = await listRefused(db, orgId, id, { after, limit: CHUNK })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
      .map(({ number, email, item, day, hours, problem }) =>
        csvRow([String(number), email, item, day, hours, problemInWords(problem)]),
      )
      .join('')
    after = last.number
  }
}
