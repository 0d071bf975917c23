import { Hono, type Context } from 'hono'
import { createHash } from 'node:crypto'
import { readFonts } from '../../../platform/fonts.ts'
import { disposition } from '../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { drawPng } from '../../../platform/pictures.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { bakePng } from '../rules/baking/png.ts'
import { bakeSvg } from '../rules/baking/svg.ts'
import { idOfCode } from '../rules/certificate/address.ts'
import { certificatePdf } from '../rules/certificate/certificate.ts'
import { openToAll, problem } from './answers.ts'
import { certificateOf, drawnSeal, findHeld, type Held } from './held.ts'

type File = { stamp: string; bytes: Uint8Array<ArrayBuffer> }
/** What a file is made from: when it is the same, so is the file. */
type Plan = { made: string; draw: () => Promise<Uint8Array> }

const TYPES = { png: 'image/png', svg: 'image/svg+xml; charset=utf-8', pdf: 'application/pdf' } as const
type Format = keyof typeof TYPES

/** Changes when the same credential would be drawn otherwise. */
const DRAWN = '1'
const WIDTH = 600
/** Files are 20 to 120 KB. */
const MOST_KEPT = 100

/**
 * A credential as a picture or a certificate, each with the signed document inside. Public like its page, whose address
 * nobody can guess.
 *
 * A credential that was withdrawn can still be had: it is its holder's, and whoever checks the file learns the truth. But
 * nothing of it looks as if it held: the seal is not struck, and the certificate says so before the name.
 */
export const downloads = (world: WebWorld): Hono<HttpEnv> => {
  const { limits } = world
  const app = new Hono<HttpEnv>()
  const kept = new Map<string, File>()
  let fonts: ReturnType<typeof readFonts> | null = null

  async function planOf(c: Context<HttpEnv>, held: Held, format: Format): Promise<Plan | null> {
    const text = held.credential.document
    if (format === 'pdf') {
      const asked = c.req.query('paper')
      const certificate = await certificateOf(world, held, asked === 'a4' || asked === 'letter' ? asked : null)
      return {
        made: JSON.stringify(certificate),
        draw: async () => certificatePdf(certificate, await (fonts ??= readFonts())),
      }
    }
    const svg = drawnSeal(held, WIDTH)
    if (svg === null) return null
    return {
      made: svg + text,
      draw: async () =>
        format === 'svg' ? new TextEncoder().encode(bakeSvg(svg, text)) : bakePng(await drawPng(svg, WIDTH), text),
    }
  }

  app.get('/credentials/:file{[^/]+\\.(?:png|svg|pdf)}', async (c) => {
    const [, id = '', format = 'pdf'] = /^(.*)\.(png|svg|pdf)$/.exec(c.req.param('file')) ?? []
    const held = await findHeld(world, id)
    const plan = held && (await planOf(c, held, format as Format))
    if (plan === null || held === null)
      return problem(c, 404, 'There is no such credential', 'The address may be mistyped.')

    const stamp = createHash('sha256').update(`${DRAWN} ${format} ${plan.made}`).digest('base64url').slice(0, 27)
    const headers = {
      ...openToAll(TYPES[format as Format]),
      etag: `"${stamp}"`,
      'cache-control': 'public, no-cache',
      // Like the page, which search engines are asked to leave alone.
      'x-robots-tag': 'noindex',
      'content-disposition': disposition(`${held.title.replaceAll(/\s*[\\/:*?"<>|]+\s*/g, ', ')}.${format}`),
    }
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
    const place = c.req.path + (c.req.query('paper') ?? '')
    const known = kept.get(place)
    if (known?.stamp === stamp) return c.body(known.bytes, 200, headers)
    if (!(await limits.allow('drawing', c.get('client'))))
      return problem(
        c,
        429,
        'A little slower, please',
        'Many files were drawn for your address. Wait a minute and try again.',
      )
    const bytes = Uint8Array.from(await plan.draw())
    if (place.length < 100) keep(place, { stamp, bytes })
    return c.body(bytes, 200, headers)
  })

  function keep(place: string, file: File): void {
    kept.delete(place)
    kept.set(place, file)
    const oldest = kept.keys().next()
    if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value)
  }

  app.get('/v/:code', (c, next) => {
    const id = idOfCode(c.req.param('code'))
    return id === null ? next() : Promise.resolve(c.redirect(`/credentials/${id}`))
  })

  return app
}
