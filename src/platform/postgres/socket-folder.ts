import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../start/start-error.ts'
import type { Identity } from './identity.ts'

/** Systems cut a socket's path short: at 107 bytes on Linux, at 103 on macOS. */
const LONGEST = process.platform === 'darwin' ? 103 : 107
const fits = (folder: string): boolean => Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) <= LONGEST

/**
 * The private folder for the server's socket: whoever may enter it is trusted, so it opens to its owner alone. It is
 * in the data folder, or, where that path is too long for a socket, under the system's temporary folder.
 */
export function socketFolder(dataDir: string, identity: Identity): string {
  const name = `mintmark-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  const folder = [join(dataDir, 'socket'), join(tmpdir(), name), join('/tmp', name)].find(fits) ?? join('/tmp', name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid } = process.getuid?.() === 0 ? given(folder, identity) : lstatSync(folder)
  if (!lstatSync(folder).isDirectory() || uid !== identity.owner)
    throw new StartError(`The folder ${folder} belongs to someone else; remove it, then start Mintmark again.`)
  chmodSync(folder, 0o700)
  return folder
}

/** Root gives the folder to the server's user, if it was root's or that user's own. */
function given(folder: string, identity: Identity): { uid: number } {
  const before = lstatSync(folder)
  if (!before.isDirectory() || (before.uid !== 0 && before.uid !== 65_534)) return before
  chownSync(folder, identity.owner, identity.owner)
  return lstatSync(folder)
}
