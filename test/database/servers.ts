import { Client } from 'pg'

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Makes a database; a copy of `template` (which nobody may be connected to) takes about 30 ms. */
export const createDatabase = (serverUrl: string, name: string, template = 'template0'): Promise<void> =>
  onServer(serverUrl, `create database ${name} template ${template} strategy file_copy`)

/** Drops a database, whoever is still connected to it. */
export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  onServer(serverUrl, `drop database if exists ${name} with (force)`)

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
