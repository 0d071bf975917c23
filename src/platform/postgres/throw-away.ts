import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdDataFolder } from './data-folder.ts'
import { startPostgres, type Postgres } from './postgres.ts'
import { settleLeftOver } from './left-over.ts'

const NAME = 'mintmark-throw-away-'

/** A PostgreSQL in memory (or a temporary folder where there is no /dev/shm) that stop() removes with all it holds. */
export async function startThrowAwayPostgres(binDir?: string): Promise<Postgres> {
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  await removeForgotten(place)
  const dataDir = mkdtempSync(join(place, NAME))
  holdDataFolder(dataDir)
  // To pass through, not to look: the server may run as another user than we do.
  chmodSync(dataDir, 0o711)
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true })
  try {
    const server = await startPostgres({ dataDir, durable: false, ...(binDir === undefined ? {} : { binDir }) })
    const stop = async (): Promise<void> => {
      await server.stop()
      remove()
    }
    return { ...server, stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** Removes what killed processes of ours left in memory: folders that nobody holds, and that are not just being made. */
async function removeForgotten(place: string): Promise<void> {
  for (const name of readdirSync(place).filter((entry) => entry.startsWith(NAME))) {
    const folder = join(place, name)
    try {
      const { mtimeMs, uid } = statSync(folder)
      if (Date.now() - mtimeMs < 60_000 || uid !== process.getuid?.()) continue
      holdDataFolder(folder)
      await settleLeftOver(join(folder, 'postgres'))
      rmSync(folder, { recursive: true })
    } catch {
      // Held, or removed by someone else in the meantime.
    }
  }
}
