import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type Postgres } from '../postgres.ts'

/** A PostgreSQL in memory (or a temporary folder where there is no /dev/shm) that stop() removes with all it holds. */
export async function startThrowAwayPostgres(binDir?: string): Promise<Postgres> {
  const dataDir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mintmark-'))
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
