import { Hono } from 'hono'
import { isId } from '../../../platform/database/ids.ts'
import { disposition } from '../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { can } from '../policy.ts'
import { listProblems } from '../queries/imports/changes.ts'
import { findImport } from '../queries/imports/imports.ts'
import { findOrganisation } from '../queries/organisations.ts'
import { csvRow } from '../rules/csv.ts'
import { TEMPLATE } from '../rules/imports/list/columns.ts'
import { MOST_PEOPLE, problemInWords } from '../rules/imports/problems.ts'

/** Spreadsheets read UTF-8 as such only when a file begins with this. */
const MARK = '\uFEFF'
const EXAMPLES = [
  ['ana.ruiz@school.example', 'Ana Ruiz', 'educator', 'Lincoln Elementary', '', 'T-1001'],
  ['dana.park@school.example', 'Dana Park', 'leader; educator', 'Harbor Middle', 'dana@home.example', 'P-2001'],
]

/** The files that an admin takes away: a list to fill in, and what is wrong with the one that was sent. */
export const importFiles = ({ db }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const headers = (name: string) => ({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': disposition(name),
    'cache-control': 'private, no-store',
  })

  app.get('/people/import/template.csv', (c) =>
    c.body(MARK + [[...TEMPLATE], ...EXAMPLES].map(csvRow).join(''), 200, headers('People.csv')),
  )

  app.get('/people/import/:id/problems.csv', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
    const id = c.req.param('id')
    const found = isId(id) ? await findImport(db, id) : null
    const organisation = found === null ? null : await findOrganisation(db, found.organisationId)
    if (found === null || organisation === null || !can(actor, { action: 'import people', subject: organisation }))
      return c.text('There is nothing here.\n', 404)
    const problems = await listProblems(db, { orgId: found.orgId, importId: id }, { limit: MOST_PEOPLE, offset: 0 })
    const rows = problems.map(({ file, line, problem, detail }) =>
      csvRow([file, line === 0 ? '' : String(line), problemInWords(problem, detail)]),
    )
    const name = `${found.fileName.replace(/\.[^.]{1,5}$/, '')}, to mend.csv`
    return c.body(MARK + csvRow(['file', 'line', 'what is wrong']) + rows.join(''), 200, headers(name))
  })

  return app
}
