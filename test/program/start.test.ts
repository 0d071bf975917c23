import { createServer } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { freePort, freshFolder, removeFolder, startProgram, type ProgramOptions } from './program.ts'

const folders: string[] = []
const folder = () => {
  const made = freshFolder()
  folders.push(made)
  return made
}
afterAll(() => folders.forEach(removeFolder))

/** What the program says when it cannot start. */
async function refusal(options: ProgramOptions): Promise<string> {
  const started = await startProgram(options).catch((error: Error) => error)
  if (started instanceof Error) return started.message
  await started.stop()
  throw new Error('Mintmark started, although it should not have.')
}

const PRODUCTION = {
  MINTMARK_SECRET: 'a secret of the test that is long enough',
  MINTMARK_MASTER_KEY: '00'.repeat(32),
  SMTP_URL: 'smtp://127.0.0.1:9',
}

describe('the program', { timeout: 60_000 }, () => {
  it('starts on an empty folder, stops at SIGTERM, starts again, and runs once per folder', async () => {
    const dataDir = folder()
    const first = await startProgram({ dataDir })
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
    expect(await refusal({ dataDir })).toContain('already')
    expect(await first.stop()).toBe(0)
    const again = await startProgram({ dataDir })
    const page = await (await fetch(`${again.url}/catalogue`)).text()
    expect(page).toContain('Developing Driving Questions')
    expect(await again.stop()).toBe(0)

    const port = await freePort()
    const inProduction = { PUBLIC_URL: `http://127.0.0.1:${port}`, ...PRODUCTION }
    expect(await refusal({ dataDir, port, env: inProduction })).toContain('demo people')
  })

  it('offers the first admin a link in production, and asks nobody twice', async () => {
    const [dataDir, port] = [folder(), await freePort()]
    const env = { PUBLIC_URL: `http://127.0.0.1:${port}`, ...PRODUCTION }
    const program = await startProgram({ dataDir, port, env })
    const link = /(http\S+\/setup\?token=\S+)/.exec(program.output())?.[1] ?? ''
    expect(await (await fetch(link)).text()).toContain('Set up Mintmark')
    const fields = {
      name: 'Ada',
      email: 'ada@example.org',
      password: 'long enough words',
      publisher: 'Valley',
      district: 'Valley District',
      country: 'US',
      timeZone: 'America/Denver',
    }
    const post = (more: Record<string, string>) =>
      fetch(link, {
        method: 'POST',
        body: new URLSearchParams({ ...fields, token: new URL(link).searchParams.get('token') ?? '', ...more }),
        redirect: 'manual',
      })
    const wrong = await post({ timeZone: 'Denver' })
    expect([wrong.status, (await wrong.text()).includes('value="Valley District"')]).toEqual([422, true])
    expect((await post({})).status).toBe(302)
    expect((await post({})).status).toBe(404)
    const signedIn = await fetch(`${program.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({
        email: 'ada@example.org',
        password: 'long enough words',
        intent: 'password',
        next: '/people',
      }),
      redirect: 'manual',
    })
    expect(signedIn.headers.get('location')).toBe('/people')
    expect(await program.stop()).toBe(0)
    const again = await startProgram({ dataDir, port, env })
    expect(again.output()).not.toContain('/setup')
    await again.stop()
  })

  it('says in a sentence that its port is taken', async () => {
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((ready) => other.listen(port, '127.0.0.1', ready))
    const said = await refusal({ dataDir: folder(), port })
    other.close()
    expect(said).toContain(`Port ${port} is taken`)
    expect(said).not.toMatch(/\n\s+at /)
  })

  it('says in sentences what is wrong with its settings', async () => {
    const said = await refusal({ dataDir: folder(), env: { PUBLIC_URL: 'http://credentials.example.org' } })
    for (const word of ['PUBLIC_URL', 'MINTMARK_SECRET', 'MINTMARK_MASTER_KEY', 'SMTP_URL'])
      expect(said).toContain(word)
    expect(said).not.toMatch(/\n\s+at /)
  })
})
