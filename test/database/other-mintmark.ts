import { chmodSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { serves } from '#src/platform/postgres/left-over.ts'
import { until } from '#src/platform/postgres/processes.ts'
import { inAnotherNode, type AnotherNode } from './another-node.ts'

/** The first column of what a database answers. */
export async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(question)
  await client.end()
  return rows.map((row) => Object.values(row)[0])
}

/** Another Node that holds the folder, runs a server on it and has committed one row. */
export async function otherMintmark(
  dataDir: string,
  env = process.env,
  binDir = process.env['PG_BIN'],
): Promise<{ other: AnotherNode; server: number }> {
  const options = JSON.stringify({ dataDir, binDir })
  const other = await inAnotherNode(
    `
    const { startPostgres } = await import(root + 'src/platform/postgres/postgres.ts')
    const { openDatabase } = await import(root + 'src/platform/database/database.ts')
    const { holdDataFolder } = await import(root + 'src/platform/postgres/data-folder.ts')
    const options = ${options}
    holdDataFolder(options.dataDir)
    const server = await startPostgres(options)
    const { pool } = openDatabase(server.url, { max: 1, name: 'other', onError: () => {} })
    await pool.query('create table if not exists kept (word text)')
    await pool.query("insert into kept values ('committed')")
    say(server.pid)
    setInterval(() => {}, 1000)`,
    env,
  )
  return { other, server: z.number().parse(other.said) }
}

export const folderOf = (dataDir: string): string => join(dataDir, 'postgres')

/** Whether the server of a data folder ends within a while. */
export const isGone = (pid: number, dataDir: string): Promise<boolean> =>
  until(() => !serves(pid, folderOf(dataDir)), 15_000)

/** A PATH on which only some of the system's programs are found; it is made under `root`. */
export function pathWith(root: string, ...programs: string[]): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(root, 'path-'))
  chmodSync(folder, 0o711)
  for (const program of programs) {
    const found = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, program))
    const place = found.find((path) => existsSync(path))
    if (place) symlinkSync(place, join(folder, program))
  }
  return { ...process.env, PATH: folder }
}
