import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from './processes.ts'
import { StartError } from '../start/start-error.ts'
import type { Binaries } from './binaries.ts'
import { giveTo, type Identity } from './identity.ts'

export const SUPERUSER = 'mintmark'

/** What PostgreSQL and its tools see of our environment: nothing that would change where it looks or how it speaks. */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TMPDIR: process.env['TMPDIR'],
  LC_ALL: 'C',
  TZ: 'UTC',
})

/**
 * Makes the database files when there are none yet. They are made under another name and then renamed, so that an
 * interrupted start leaves nothing that could be taken for a database. Refuses with a StartError when the files were
 * made by another major version of PostgreSQL, or are not all there.
 */
export async function prepareCluster(
  folder: string,
  binaries: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  if (!existsSync(folder)) return makeCluster(folder, binaries, identity, durable)
  if (!existsSync(join(folder, 'PG_VERSION')) || !existsSync(join(folder, 'global', 'pg_control')))
    throw new StartError(
      `The folder ${folder} holds files but no whole database; restore it from a backup, or move it away to begin anew.`,
    )
  const made = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8'))
  if (made !== binaries.major)
    throw new StartError(
      `The database in ${folder} was made by PostgreSQL ${made}, and this is PostgreSQL ${binaries.major}; make a backup with the Mintmark that made it and restore it into a new folder, or run a PostgreSQL ${made} on it.`,
    )
  giveTo(identity, folder)
}

async function makeCluster(
  folder: string,
  { bin, major }: Binaries,
  identity: Identity,
  durable: boolean,
): Promise<void> {
  const part = `${folder}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700 })
  giveTo(identity, part)
  // Sorting by code point, the same on every machine. PostgreSQL 17 brings it along; before, the system's C.UTF-8 does it.
  const locale =
    major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8', '--lc-messages=C']
  const options = [
    '-D',
    part,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    ...locale,
    '--auth=trust',
    '--data-checksums',
    '--no-instructions',
  ]
  const command = [...identity.prefix, join(bin, 'initdb'), ...options, ...(durable ? [] : ['--no-sync'])]
  const { code, output } = await runToEnd(command, { env: environment(), ids: identity.ids })
  if (code !== 0) throw new StartError(`PostgreSQL could not make its files in ${folder}: ${lastLines(output)}`)
  renameSync(part, folder)
}

/** The end of what a program said: where it says why it stopped. */
export const lastLines = (text: string): string => text.trim().split('\n').slice(-6).join('\n')
