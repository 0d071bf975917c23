import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Fetch } from '#src/platform/fetch/fetch.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { changeAward } from '../change-award.ts'
import { changeKey } from '../keys/change-key.ts'
import { shareCredential } from '../sharing.ts'
import { verifyCredential } from '../verify.ts'
import { listKeys } from '../../queries/keys.ts'
import { unbakePng } from '../../rules/baking/png.ts'
import { exportSite } from './site.ts'

const { db } = await testDatabase()
const stranger = await testDatabase()
const world = issuingWorld(db)
const folder = await mkdtemp(join(tmpdir(), 'mintmark-site-'))
const server = fork('test/program/plain-files.ts', [folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
const [said] = (await once(server.stdout ?? server, 'data')) as [Buffer]
const base = `http://127.0.0.1:${said.toString().trim()}`

afterAll(async () => {
  server.disconnect()
  await once(server, 'exit')
  await rm(folder, { recursive: true })
})

/** Asks the plain files for what the host of the issuer is asked for, and nobody else. */
const fromFiles: Fetch = async (url) => {
  const answer = url.startsWith(`${PUBLIC_URL}/`) ? await fetch(base + url.slice(PUBLIC_URL.length)) : null
  if (answer?.status !== 200) return { ok: false, reason: 'refused', detail: url }
  return { ok: true, url, type: 'application/octet-stream', body: await answer.bytes() }
}

type Earned = Awaited<ReturnType<typeof earnCredential>>
let publisher: Organisation
let registrar: Actor
let educator: Actor
const earned: Earned[] = []
const lines: string[] = []
const run = (slugs: string[] | null = null) => exportSite(world, { slugs, folder, say: (line) => lines.push(line) })
const read = (path: string) => readFile(join(folder, path), 'utf8')

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Amara <Osei>')
  const by = { db, config: world.config, actor: registrar, now: NOON }
  const issue = async (slug: string) => void earned.push(await earnCredential(world, educator, slug))
  await issue(PLANNING[0])
  const signing = async () => (await listKeys(db, publisher.id)).find(({ algorithm }) => algorithm === 'Ed25519')
  const first = (await signing())?.id ?? ''
  for (const action of ['rotate', 'retire'] as const) {
    expect(await changeKey(by, { orgId: publisher.id, keyId: first, action })).toEqual({ ok: true })
    if (action === 'rotate') for (const slug of PLANNING.slice(1, 3)) await issue(slug)
  }
  const [, revoked, suspended] = earned
  if (revoked === undefined || suspended === undefined) throw new Error('Three were earned.')
  await changeAward(by, { ...revoked, action: 'revoke', reason: 'Not their work.' })
  await changeAward(by, { ...suspended, action: 'suspend', reason: 'Case 12.' })
  expect(await run()).toEqual({ issuers: 1, credentials: 3, written: 3 })
})

describe('a static site', () => {
  test('proves what was issued when the program is gone, by keys old and new: what holds, was revoked, is suspended', async () => {
    const elsewhere = {
      ...issuingWorld(stranger.db),
      config: { ...world.config, publicUrl: 'https://another.test.example' },
      fetch: fromFiles,
    }
    const verdicts = []
    for (const { id } of earned) {
      const document = await (await fetch(`${base}/credentials/${id}.json`)).text()
      verdicts.push((await verifyCredential(elsewhere, document)).verdict)
    }
    expect(verdicts).toEqual(['valid', 'revoked', 'suspended'])
  })

  test('holds the exact documents, also within its pictures, and a page for each', async () => {
    for (const { id, document } of earned) {
      expect(await read(`credentials/${id}.json`)).toBe(document)
      expect(unbakePng(await readFile(join(folder, `credentials/${id}.png`)))).toEqual({ ok: true, text: document })
      expect(await read(`credentials/${id}.svg`)).toContain('openbadges:credential')
      expect(await read(`credentials/${id}/refresh`)).toBe(document)
      const page = await (await fetch(`${base}/credentials/${id}/`)).text()
      expect(page).toContain('Amara &lt;Osei&gt;')
      expect(page).not.toMatch(/<script|word1|@test\.example/)
    }
    expect(await read(`credentials/${earned[1]?.id}/index.html`)).toContain('no longer confirms that')
    expect(JSON.parse(await read(`achievements/micro-credentials/${PLANNING[0]}/1`))).toMatchObject({
      type: ['Achievement'],
    })
  })

  test('lists only what its educator shares', async () => {
    const [one] = earned
    expect(await read('index.html')).not.toContain('Amara')
    expect(await read(`credentials/${one?.id}/index.html`)).toContain('noindex')
    await shareCredential({ db, actor: educator, now: NOON }, { credentialId: one?.id ?? '', evidenceIds: [] })
    expect(await run()).toMatchObject({ written: 1 })
    expect(await read('index.html')).toContain(`/credentials/${one?.id}/`)
    expect(await read(`credentials/${one?.id}/index.html`)).not.toContain('noindex')
  })

  test('is written again only where something changed, and made whole where something is missing', async () => {
    expect(await run([publisher.slug])).toMatchObject({ credentials: 3, written: 0 })
    const [one] = earned
    await rm(join(folder, `credentials/${one?.id}/index.html`))
    await writeFile(join(folder, `credentials/${one?.id}.json`), 'half')
    expect(await run()).toMatchObject({ written: 1 })
    expect(await read(`credentials/${one?.id}.json`)).toBe(one?.document)
    const left = await readdir(folder, { recursive: true })
    expect(left.filter((name) => name.includes('.part'))).toEqual([])
    expect(lines.at(-1)).toBe(`${publisher.slug}: 3 of 3 credentials`)
  })

  test('keeps the key that is retired beside the one that signs', async () => {
    const did = JSON.parse(await read(`organisations/${publisher.slug}/did.json`)) as { assertionMethod: string[] }
    const keys = earned.map(({ document }) => /z6Mk\w+/.exec(document)?.[0] ?? '')
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) {
      expect(did.assertionMethod.some((method) => method.endsWith(key))).toBe(true)
      expect(JSON.parse(await read(`organisations/${publisher.slug}/keys/${key}`))).toMatchObject({ type: 'Multikey' })
    }
  })

  test('of nobody is refused', async () => {
    expect(await run(['nobody', publisher.slug])).toEqual({ unknown: ['nobody'] })
  })
})
