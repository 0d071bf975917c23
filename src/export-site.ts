import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exportSite } from './modules/credentials/commands/export/site.ts'
import { migrate } from './platform/database/migrations.ts'
import { holdDataFolder } from './platform/postgres/data-folder.ts'
import { startPostgres } from './platform/postgres/postgres.ts'
import { findRunning } from './platform/postgres/running.ts'
import { readConfig, type Config } from './platform/start/config.ts'
import { StartError } from './platform/start/start-error.ts'
import { openWorld } from './platform/world.ts'

const HOW = 'Say: npm run export:site -- [--organisation slug]… [--to folder]'

function readArguments(): { slugs: string[] | null; folder: string } {
  try {
    const { values } = parseArgs({
      options: { organisation: { type: 'string', multiple: true }, to: { type: 'string', default: 'site' } },
    })
    return { slugs: values.organisation ?? null, folder: resolve(values.to) }
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : ''}\n${HOW}`)
  }
}

/** The database of the settings, or the embedded one: that of a Mintmark which runs, or else started for this alone. */
async function openDatabaseFor(
  config: Config,
  undo: (() => Promise<void> | void)[],
): Promise<{ url: string; alone: boolean }> {
  const known = config.databaseUrl ?? (await findRunning(config.dataDir))
  if (known !== null) return { url: known, alone: false }
  undo.push(holdDataFolder(config.dataDir).release)
  const server = await startPostgres({ dataDir: config.dataDir })
  undo.push(server.stop)
  return { url: server.url, alone: true }
}

async function main(): Promise<void> {
  const undo: (() => Promise<void> | void)[] = []
  const stop = async (code: number) => {
    for (const step of undo.splice(0).reverse()) await step()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(130))
  try {
    const { slugs, folder } = readArguments()
    const config = readConfig(process.env)
    const { url, alone } = await openDatabaseFor(config, undo)
    const world = openWorld(config, url, 'worker')
    undo.push(world.close)
    if (alone) await migrate(world.pool)
    const say = (line: string) => process.stdout.write(`${line}\n`)
    const exported = await exportSite(world, { slugs, folder, say })
    if ('unknown' in exported)
      throw new StartError(`No organisation of this name has issued a credential here: ${exported.unknown.join(', ')}`)
    const { issuers, credentials, written } = exported
    say(`${folder}: ${credentials} credentials of ${issuers} issuers; ${written} of them were new or had changed.`)
    say(`Serve it at ${config.publicUrl}: its files lie at the paths of their addresses.`)
    await stop(0)
  } catch (error) {
    process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`)
    await stop(1)
  }
}

await main()
