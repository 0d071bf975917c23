import { Hono, type Context } from 'hono'
import { Readable } from 'node:stream'
import { getPerson } from '../../../people/queries/people.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { readFonts } from '../../../../platform/fonts.ts'
import { disposition } from '../../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { day } from '../../../../ui/words/dates.ts'
import { issuerFiles, statusFiles } from '../../commands/export/issuer-files.ts'
import { MOST_PACKED, pack, type Packed } from '../../commands/export/pack.ts'
import { loadTranscript } from '../../commands/export/transcript.ts'
import { workFiles, type Room } from '../../commands/export/work-files.ts'
import { issueToken } from '../../commands/jwt.ts'
import { findCredential } from '../../queries/credentials.ts'
import { listIssuedTo, listIssuers, listListsOf } from '../../queries/holdings.ts'
import { getIssuer } from '../../queries/issuers.ts'
import { bakePng } from '../../rules/baking/png.ts'
import { bakeSvg } from '../../rules/baking/svg.ts'
import { certificatePdf } from '../../rules/certificate/certificate.ts'
import { paperOf, type Fonts } from '../../rules/certificate/view.ts'
import { holdingsReadme } from '../../rules/holdings/readme.ts'
import { transcriptPdf } from '../../rules/transcript/pdf.ts'
import { presentationOf } from '../../rules/transcript/presentation.ts'
import { choiceOf, type Choice } from '../../rules/transcript/transcript.ts'
import { certificateOf, drawnSeal, findHeld } from '../held.ts'

const SEAL = 600

/** What belongs to a person, to take away: the transcript in two forms, and everything in one archive. */
export const holdings = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const toSignIn = (c: Context<HttpEnv>) => c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
  const headers = (type: string, name: string) => ({
    'content-type': type,
    'content-disposition': disposition(name),
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  })
  const slowDown = (c: Context<HttpEnv>) =>
    c.text('Many files were made for you. Wait a minute and try again.\n', 429, { 'cache-control': 'no-store' })

  app.get('/transcript.pdf', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return toSignIn(c)
    if (!(await world.limits.allow('drawing', actor.personId))) return slowDown(c)
    const pdf = await printed(world, actor, choiceOf(c.req.query('show')), await readFonts())
    return c.body(pdf, 200, headers('application/pdf', `Transcript of ${actor.name}.pdf`))
  })

  app.get('/transcript.json', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return toSignIn(c)
    const presentation = await presented(world, actor, choiceOf(c.req.query('show')))
    return c.body(presentation, 200, headers('application/json', `Transcript of ${actor.name}.json`))
  })

  app.get('/my-credentials/everything.zip', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return toSignIn(c)
    if (!(await world.limits.allow('drawing', actor.personId))) return slowDown(c)
    const archive = Readable.from(pack(everything(world, actor), world.now()), { objectMode: false })
    archive.on('error', (error) =>
      world.log.error({ requestId: c.get('requestId'), err: error }, 'An archive of what somebody owns broke off'),
    )
    return c.body(Readable.toWeb(archive) as ReadableStream, 200, headers('application/zip', 'Everything I own.zip'))
  })

  return app
}

async function printed(
  { db, config, now }: WebWorld,
  { personId, timeZone }: Actor,
  choice: Choice,
  fonts: Fonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const [transcript, person, [held]] = await Promise.all([
    loadTranscript(db, { personId, publicUrl: config.publicUrl, choice }),
    getPerson(db, personId),
    listIssuedTo(db, personId),
  ])
  const paper = held === undefined ? 'a4' : paperOf((await getIssuer(db, held.orgId)).country)
  return transcriptPdf({ transcript, name: person.name, on: now(), timeZone, paper, site: config.publicUrl }, fonts)
}

async function presented({ db }: WebWorld, { personId }: Actor, choice: Choice): Promise<string> {
  const rows = (await listIssuedTo(db, personId)).filter(
    ({ state, replaced }) => replaced === null && (choice === 'all' || state === 'active'),
  )
  const found = await Promise.all(rows.map(({ id }) => findCredential(db, id)))
  return presentationOf(
    personId,
    found.flatMap((credential) => credential?.document ?? []),
  )
}

/** The files of the archive, each made when it is its turn. */
async function* everything(world: WebWorld, actor: Actor): AsyncGenerator<Packed> {
  const { db, config } = world
  const fonts = await readFonts()
  const rows = await listIssuedTo(db, actor.personId)
  for (const { id } of rows) yield* credentialFiles(world, id, fonts)
  yield { path: 'transcript.pdf', body: await printed(world, actor, 'all', fonts) }
  yield { path: 'transcript.json', body: await presented(world, actor, 'all') }

  const proof = ({ path, body }: { path: string; body: string }): Packed => ({ path: `proof/${path}`, body })
  for (const listId of await listListsOf(db, actor.personId)) yield* (await statusFiles(world, listId)).map(proof)
  const orgs = new Set(rows.map(({ orgId }) => orgId))
  for (const issuer of (await listIssuers(db)).filter(({ orgId }) => orgs.has(orgId)))
    yield* (await issuerFiles(world, issuer)).map(proof)

  const room: Room = { left: MOST_PACKED, omitted: [], works: 0 }
  yield* workFiles(world, actor, room)
  const about = { name: actor.name, on: day(world.now(), actor), publicUrl: config.publicUrl }
  yield { path: 'README.txt', body: holdingsReadme({ ...about, ...room, credentials: rows.length }) }
}

async function* credentialFiles(world: WebWorld, id: string, fonts: Fonts): AsyncGenerator<Packed> {
  const held = await findHeld(world, id)
  if (held === null) return
  const { credential, award } = held
  const folder = `credentials/${award.slug.replace('/', '-')}-${id.slice(-6)}`
  yield { path: `${folder}/credential.json`, body: credential.document }
  yield { path: `${folder}/credential.jwt`, body: await issueToken(world, credential, 'open-badges') }
  const svg = drawnSeal(held, SEAL)
  if (svg !== null) {
    yield { path: `${folder}/picture.svg`, body: bakeSvg(svg, credential.document) }
    yield { path: `${folder}/picture.png`, body: bakePng(await drawPng(svg, SEAL), credential.document) }
  }
  yield { path: `${folder}/certificate.pdf`, body: await certificatePdf(await certificateOf(world, held, null), fonts) }
}
