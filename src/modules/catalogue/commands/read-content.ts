import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentFile } from '../rules/files.ts'

/**
 * The YAML files of a catalogue's folder and of its folders, by their path inside it. Other files are not looked at, nor
 * are its medallions, which are no part of what is awarded.
 */
export async function readContentFolder(folder: string): Promise<ContentFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  return Promise.all(
    paths
      .filter((path) => !path.startsWith(join(folder, 'medallions/')))
      .map(async (path) => ({
        path: path.slice(join(folder, '/').length).replaceAll('\\', '/'),
        text: await readFile(path, 'utf8'),
      })),
  )
}
