import { Hono } from 'hono'
import { isId } from '../../../../platform/database/ids.ts'
import { disposition } from '../../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { findHeld } from '../../queries/host.ts'

const FORMS = {
  json: { type: 'application/json', ending: 'json' },
  jwt: { type: 'application/vc+jwt', ending: 'jwt' },
} as const

/** A credential that a person brought, as it came. */
export const elsewhere = ({ db }: WebWorld): Hono<HttpEnv> =>
  new Hono<HttpEnv>().get('/my-credentials/elsewhere/:id', async (c) => {
    const id = c.req.param('id')
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent('/my-credentials/elsewhere')}`)
    const found = isId(id) ? await findHeld(db, actor.personId, id) : null
    if (found === null) return c.text('You brought no such credential.\n', 404)
    const { type, ending } = FORMS[found.form]
    return c.body(found.document, 200, {
      'content-type': type,
      'content-disposition': disposition(`${found.title.slice(0, 80)}.${ending}`),
      'cache-control': 'private, no-store',
    })
  })
