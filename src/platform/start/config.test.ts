import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { StartError } from './start-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'mintmark-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SECRETS = {
  MINTMARK_SECRET: 'x'.repeat(32),
  MINTMARK_MASTER_KEY: 'ab'.repeat(32),
  SMTP_URL: 'smtp://localhost:25',
}

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig({ MINTMARK_DATA: folder, ...env })
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return ''
}

describe('demo mode', () => {
  it('is what runs without PUBLIC_URL, and keeps its secrets for the next start', () => {
    const first = readConfig({ MINTMARK_DATA: folder })
    expect(first).toMatchObject({ mode: 'demo', port: 4600, host: '127.0.0.1', publicUrl: 'http://localhost:4600' })
    expect(readConfig({ MINTMARK_DATA: folder }).secret).toBe(first.secret)
    expect(first.masterKey).toHaveLength(32)
    expect(statSync(join(folder, 'demo-secrets.json')).mode & 0o077).toBe(0)
  })

  it.each(['0.0.0.0', '192.168.1.4', 'credentials.example.org'])('refuses to listen on %s', (host) => {
    expect(refusal({ HOST: host })).toContain('only on this machine')
  })
})

describe('production mode', () => {
  it('asks for all of its secrets at once', () => {
    const said = refusal({ PUBLIC_URL: 'https://credentials.example.org' })
    for (const name of ['MINTMARK_SECRET', 'MINTMARK_MASTER_KEY', 'SMTP_URL']) expect(said).toContain(name)
  })

  it.each([
    'http://credentials.example.org',
    'ftp://credentials.example.org',
    'credentials.example.org',
    'https://example.org/mintmark',
  ])('refuses %s as its address', (address) =>
    expect(refusal({ PUBLIC_URL: address, ...SECRETS })).toContain('PUBLIC_URL'),
  )

  it('may use plain http on this machine, and drops a trailing slash', () => {
    const config = readConfig({ MINTMARK_DATA: folder, PUBLIC_URL: 'http://127.0.0.1:4700/', ...SECRETS })
    expect(config).toMatchObject({ mode: 'production', publicUrl: 'http://127.0.0.1:4700' })
  })

  it.each([{ MINTMARK_SECRET: 'short' }, { MINTMARK_MASTER_KEY: 'not hexadecimal' }, { SMTP_URL: 'mail.example.org' }])(
    'refuses %o',
    (wrong) => {
      expect(refusal({ PUBLIC_URL: 'https://example.org', ...SECRETS, ...wrong })).toContain(Object.keys(wrong)[0])
    },
  )
})

describe('either mode', () => {
  it('asks other sites unless it is told not to', () => {
    const asks = (env: Record<string, string>) => readConfig({ MINTMARK_DATA: folder, ...env }).verifyFetch
    expect([asks({}), asks({ VERIFY_FETCH: 'on' }), asks({ VERIFY_FETCH: 'off' })]).toEqual([true, true, false])
  })

  it.each([
    { PORT: 'four' },
    { PORT: '70000' },
    { TRUST_PROXY: '-1' },
    { LOG_LEVEL: 'loud' },
    { VERIFY_FETCH: 'sometimes' },
    { DATABASE_URL: 'mysql://x' },
  ])('refuses %o in a sentence', (wrong) =>
    expect(refusal(wrong as Record<string, string>)).toContain(Object.keys(wrong)[0]),
  )
})

describe('what is for this machine only', () => {
  const open = { ...SECRETS, PUBLIC_URL: 'https://credentials.example.org', HOST: '0.0.0.0' }
  it.each([
    ['VC_API=open', { ...open, VC_API: 'open' }],
    ['TLS_SELF_SIGNED=1', { ...open, TLS_SELF_SIGNED: '1' }],
    ['VC_API=token', { VC_API: 'token' }],
    ['VC_API=token', { VC_API: 'token', VC_API_TOKEN: 'short' }],
    ['VC_API', { VC_API: 'yes' }],
  ])('%s is refused elsewhere, or with less than it needs', (name, env) => {
    expect(refusal(env)).toContain(name)
  })

  it('gives the demo an https address', () => {
    const config = readConfig({ MINTMARK_DATA: folder, TLS_SELF_SIGNED: '1', VC_API: 'open' })
    expect(config).toMatchObject({ publicUrl: 'https://localhost:4600', vcApi: 'open' })
  })
})
