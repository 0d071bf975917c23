import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lchownSync, lstatSync, mkdtempSync, readdirSync, renameSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { runToEnd, type Ids } from './processes.ts'
import { StartError } from '../start/start-error.ts'

const NOBODY = 65_534

/** As whom PostgreSQL runs. `prefix` stands before a command, `ids` goes to spawn, and `owner` owns the database files. */
export type Identity = { prefix: string[]; ids: Ids; owner: number }

/**
 * PostgreSQL refuses to run as root, and to make a database for a user without a name. Then it is told that it is
 * "nobody", in a namespace where that means us; where the machine forbids namespaces, or root alone may enter the data
 * folder, it truly becomes nobody, with the right to enter our folders if that can be granted. On Linux it is also tied
 * to this process: it shuts down when we are killed. Refuses with a StartError when root finds no way into the folder.
 */
export async function chooseIdentity(dataDir: string): Promise<Identity> {
  const uid = process.getuid?.() ?? NOBODY
  const tied = ['setpriv', '--pdeathsig', 'INT']
  const tie = (await succeeds([...tied, 'true'])) ? tied : []
  const mapped = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, ...tie]
  const become = [
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
  const asOurselves: Identity = { prefix: tie, ids: {}, owner: uid }
  const asMapped: Identity = { prefix: mapped, ids: {}, owner: uid }
  const asNobody: Identity[] = [
    { prefix: [...tied, ...become], ids: {}, owner: NOBODY },
    { prefix: tie, ids: { uid: NOBODY, gid: NOBODY }, owner: NOBODY },
  ]
  if (uid !== 0 && hasName()) return asOurselves
  for (const identity of uid === 0 ? [asMapped, ...asNobody] : [asMapped])
    if (await succeeds([...identity.prefix, 'ls', '-d', join(dataDir, '.')], identity.ids)) return identity
  if (uid !== 0) return asOurselves
  throw new StartError(
    `PostgreSQL must not run as root, and as another user it cannot enter ${dataDir}; start Mintmark as an ordinary user, or set MINTMARK_DATA to a folder that every user may enter, such as /var/lib/mintmark.`,
  )
}

const succeeds = async (command: string[], ids: Ids = {}): Promise<boolean> =>
  (await runToEnd(command, { ids })).code === 0

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * The folder of programs that this identity can run: `bin`, or a copy when the way to `bin` is closed to it (a private
 * home).
 */
export async function reachableBinaries(bin: string, identity: Identity, dataDir: string): Promise<string> {
  if (process.getuid?.() !== 0) return bin
  // PostgreSQL asks for its own programs without the right to enter our folders, and so does `test`.
  const reaches = (path: string): Promise<boolean> => succeeds([...identity.prefix, 'test', '-x', path], identity.ids)
  if (await reaches(join(bin, 'postgres'))) return bin
  for (const place of [dataDir, tmpdir()]) if (await reaches(place)) return join(await copyOf(bin, place), 'bin')
  throw new StartError(
    `PostgreSQL must not run as root, and as another user it can run neither ${bin} nor a copy in ${dataDir}.`,
  )
}

/** A copy of the programs with their libraries that everyone may run, made once for each version of them. */
async function copyOf(bin: string, place: string): Promise<string> {
  const { mtimeMs, size } = statSync(join(bin, 'postgres'))
  const name = createHash('sha256').update(`${bin} ${mtimeMs} ${size}`).digest('hex').slice(0, 12)
  const copy = join(place, `mintmark-postgres-${name}`)
  const there = lstatSync(copy, { throwIfNoEntry: false })
  if (there) {
    if (there.isDirectory() && there.uid === 0) return copy
    throw new StartError(`The folder ${copy} belongs to someone else; remove it, then start Mintmark again.`)
  }
  const part = mkdtempSync(`${copy}.`)
  await cp(dirname(bin), part, { recursive: true, verbatimSymlinks: true })
  chmodSync(part, 0o755)
  renameSync(part, copy)
  return copy
}

/** Gives a folder with all that is in it to the identity; only root can, and only when it is another's. */
export function giveTo(identity: Identity, folder: string): void {
  const { uid } = statSync(folder)
  if (uid === identity.owner) return
  if (process.getuid?.() !== 0)
    throw new StartError(
      `The database in ${folder} belongs to another user (number ${uid}); start Mintmark as that user.`,
    )
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), identity.owner, identity.owner)
  chownSync(folder, identity.owner, identity.owner)
}
