import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

/** What the program is told from outside, read once at start. URLs carry no trailing slash. */
export type Config = {
  mode: 'demo' | 'production'
  host: string
  port: number
  /** Where people reach this installation; part of every issuer identifier. */
  publicUrl: string
  dataDir: string
  /** null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Signs cookies. */
  secret: string
  /** 32 bytes that encrypt the issuers' private keys. */
  masterKey: Buffer
  /** null: mail stays in the outbox and is read at /dev/mail (demo mode). */
  smtpUrl: string | null
  mailFrom: string
  /** How many proxies in front of us may be believed about the client's address. */
  trustedProxies: number
  /** Whether the web process also starts a worker process. */
  startWorker: boolean
  /** Whether other sites are asked for the keys and lists of issuers elsewhere. */
  verifyFetch: boolean
  /** Who may use the VC-API: nobody, anybody on this machine, or who has the token. */
  vcApi: 'off' | 'open' | { token: string }
  /** Speak https with a certificate that nobody else knows; on this machine only. */
  tlsSelfSigned: boolean
  logLevel: string
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname)

const whole = (name: string, least: number, most: number, otherwise: number) =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === '') return otherwise
      const value = Number(text)
      if (Number.isInteger(value) && value >= least && value <= most) return value
      context.addIssue(`${name} must be a whole number from ${least} to ${most}; it is "${text}".`)
      return z.NEVER
    })

const text = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? null : value.trim()))

const environment = z.object({
  PORT: whole('PORT', 0, 65_535, 4600),
  HOST: text,
  PUBLIC_URL: text,
  MINTMARK_DATA: text,
  DATABASE_URL: text,
  MINTMARK_SECRET: text,
  MINTMARK_MASTER_KEY: text,
  SMTP_URL: text,
  MAIL_FROM: text,
  TRUST_PROXY: whole('TRUST_PROXY', 0, 10, 0),
  START_WORKER: text,
  VERIFY_FETCH: z.enum(['on', 'off'], 'VERIFY_FETCH must be on or off.').optional(),
  VC_API: z.enum(['token', 'open'], 'VC_API must be token or open, or not set.').optional(),
  VC_API_TOKEN: text,
  TLS_SELF_SIGNED: z.enum(['0', '1'], 'TLS_SELF_SIGNED must be 1, or not set.').optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'LOG_LEVEL must be trace, debug, info, warn, error or silent.',
    )
    .optional(),
})

type Environment = z.infer<typeof environment>

/** Reads and validates the environment; throws a StartError that names every wrong value at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) throw new StartError(parsed.error.issues.map((issue) => issue.message).join('\n'))
  const found = parsed.data
  const dataDir = resolve(found.MINTMARK_DATA ?? './data')
  const shared = {
    port: found.PORT,
    host: found.HOST ?? '127.0.0.1',
    dataDir,
    databaseUrl: found.DATABASE_URL,
    trustedProxies: found.TRUST_PROXY,
    startWorker: found.START_WORKER !== 'no',
    verifyFetch: found.VERIFY_FETCH !== 'off',
    vcApi: found.VC_API === 'token' ? { token: found.VC_API_TOKEN ?? '' } : (found.VC_API ?? 'off'),
    tlsSelfSigned: found.TLS_SELF_SIGNED === '1',
  } as const
  const wrong = [...databaseProblems(found), ...localProblems(found, shared.host)]
  return found.PUBLIC_URL === null ? demo(found, shared, wrong) : production(found, found.PUBLIC_URL, shared, wrong)
}

type Shared = Omit<Config, 'mode' | 'publicUrl' | 'secret' | 'masterKey' | 'smtpUrl' | 'mailFrom' | 'logLevel'>

function demo(found: Environment, shared: Shared, wrong: string[]): Config {
  if (!isLoopback(shared.host))
    wrong.push(
      `HOST is "${shared.host}", but without PUBLIC_URL Mintmark runs in demo mode, and that only on this machine (127.0.0.1). Set PUBLIC_URL to run it for others.`,
    )
  if (wrong.length > 0) throw new StartError(wrong.join('\n'))
  const { secret, masterKey } = demoSecrets(shared.dataDir)
  return {
    ...shared,
    mode: 'demo',
    publicUrl: `${shared.tlsSelfSigned ? 'https' : 'http'}://localhost:${shared.port}`,
    secret,
    masterKey: Buffer.from(masterKey, 'hex'),
    smtpUrl: found.SMTP_URL,
    mailFrom: found.MAIL_FROM ?? 'Mintmark <mintmark@localhost>',
    logLevel: found.LOG_LEVEL ?? 'warn',
  }
}

function production(found: Environment, address: string, shared: Shared, wrong: string[]): Config {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    wrong.push(`PUBLIC_URL must be an address such as https://credentials.example.org; it is "${address}".`)
  else if (url.protocol === 'http:' && !isLoopback(url.hostname))
    wrong.push(`PUBLIC_URL must begin with https:// because "${url.hostname}" is not this machine.`)
  else if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    wrong.push('PUBLIC_URL must be a host without a path.')
  if (found.MINTMARK_SECRET === null || found.MINTMARK_SECRET.length < 32)
    wrong.push(
      'MINTMARK_SECRET must be set to at least 32 random characters, for example from: openssl rand -base64 48',
    )
  if (found.MINTMARK_MASTER_KEY === null || !/^[0-9a-f]{64}$/i.test(found.MINTMARK_MASTER_KEY))
    wrong.push(
      'MINTMARK_MASTER_KEY must be set to 64 hexadecimal digits, for example from: openssl rand -hex 32. Keep a copy: without it no credential can be signed again.',
    )
  if (found.SMTP_URL === null) wrong.push('SMTP_URL must be set, for example smtps://name:password@mail.example.org')
  else if (!/^smtps?:\/\/.+/.test(found.SMTP_URL)) wrong.push('SMTP_URL must begin with smtp:// or smtps://')
  if (wrong.length > 0) throw new StartError(wrong.join('\n'))
  return {
    ...shared,
    mode: 'production',
    publicUrl: new URL(address).origin,
    secret: found.MINTMARK_SECRET ?? '',
    masterKey: Buffer.from(found.MINTMARK_MASTER_KEY ?? '', 'hex'),
    smtpUrl: found.SMTP_URL,
    mailFrom: found.MAIL_FROM ?? `Mintmark <mintmark@${new URL(address).hostname}>`,
    logLevel: found.LOG_LEVEL ?? 'info',
  }
}

function databaseProblems(found: Environment): string[] {
  if (found.DATABASE_URL === null || /^postgres(ql)?:\/\//.test(found.DATABASE_URL)) return []
  return ['DATABASE_URL must begin with postgres:// or postgresql://']
}

/** What is for this machine only, on this machine only. */
function localProblems(found: Environment, host: string): string[] {
  const wrong: string[] = []
  if (found.VC_API === 'token' && (found.VC_API_TOKEN === null || found.VC_API_TOKEN.length < 32))
    wrong.push('VC_API=token needs VC_API_TOKEN with at least 32 random characters.')
  if (found.VC_API === 'open' && !isLoopback(host))
    wrong.push(`VC_API=open lets anybody issue, so HOST must be this machine (127.0.0.1); it is "${host}".`)
  if (found.TLS_SELF_SIGNED === '1' && !isLoopback(host))
    wrong.push(`TLS_SELF_SIGNED=1 is for this machine only, so HOST must be 127.0.0.1; it is "${host}".`)
  return wrong
}

const secretsFile = z.object({ secret: z.string().min(32), masterKey: z.string().length(64) })

/** A demo makes its own secrets once and keeps them in the data folder, so that sign-ins and signatures outlive a restart. */
function demoSecrets(dataDir: string): z.infer<typeof secretsFile> {
  const path = resolve(dataDir, 'demo-secrets.json')
  if (existsSync(path)) return secretsFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  mkdirSync(dataDir, { recursive: true })
  const made = { secret: randomBytes(36).toString('base64url'), masterKey: randomBytes(32).toString('hex') }
  writeFileSync(path, JSON.stringify(made), { mode: 0o600 })
  chmodSync(path, 0o600)
  return made
}
