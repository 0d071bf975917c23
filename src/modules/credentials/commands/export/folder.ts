import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'

/** A folder that is written file by file, each whole or not at all; what is there already and the same is left alone. */
export type Folder = {
  /** Whether the file was written now. */
  write(path: string, body: string | Uint8Array): Promise<boolean>
  /** Whether a file is there with exactly this text. */
  holds(path: string, body: string): Promise<boolean>
}

export function openFolder(root: string): Folder {
  const made = new Set<string>()
  const placeOf = (path: string): string => {
    const place = resolve(root, path)
    if (!place.startsWith(resolve(root) + sep)) throw new Error(`${path} lies outside of ${root}.`)
    return place
  }
  const read = async (path: string): Promise<Buffer | null> => {
    try {
      return await readFile(placeOf(path))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  }
  return {
    async write(path, body) {
      const bytes = Buffer.from(body)
      if ((await read(path))?.equals(bytes)) return false
      const place = placeOf(path)
      const folder = dirname(place)
      if (!made.has(folder)) await mkdir(folder, { recursive: true })
      made.add(folder)
      const part = join(folder, `.part-${process.pid}`)
      await writeFile(part, bytes)
      await rename(part, place)
      return true
    },
    holds: async (path, body) => (await read(path))?.equals(Buffer.from(body)) ?? false,
  }
}
