/** The table of contents of a ZIP: what is in it, where, and how long; nothing is unpacked here. */

export type ZipEntry = {
  path: string
  /** stored or deflated */
  method: 0 | 8
  crc: number
  packed: number
  size: number
  /** Where its own head begins */
  at: number
}

const MOST_ENTRIES = 2000
/** Of one file that is read, unpacked; a list of 500,000 pupils has less. */
export const LARGEST_ENTRY = 150_000_000
/** Text shrinks to a tenth at best; what shrinks to a five hundredth is made to fill a memory. */
const MOST_GROWTH = 500

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/**
 * Reads the list of files at the end of a ZIP. Refused with a sentence: a name that leads out of it, a file that is
 * encrypted or that grows out of all measure, a list that breaks off. Sizes are only what the ZIP says: whoever unpacks
 * counts for himself.
 */
export function readZip(zip: Buffer): ZipEntry[] | { path: string; says: string } {
  const end = findEnd(zip)
  if (end === -1) return { path: '', says: 'The ZIP breaks off: the list of its files is not there.' }
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  if (entries === 0xffff || at === 0xffffffff)
    return { path: '', says: 'The ZIP is of a kind for very large files (ZIP64).' }
  if (entries > MOST_ENTRIES) return { path: '', says: `There are more than ${MOST_ENTRIES} files in the ZIP.` }
  const found: ZipEntry[] = []
  const names = new Set<string>()
  for (let number = 0; number < entries; number++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL)
      return { path: '', says: 'The ZIP is damaged: the list of its files does not fit.' }
    const length = zip.readUInt16LE(at + 28)
    const path = zip.toString('utf8', at + 46, at + 46 + length)
    const flags = zip.readUInt16LE(at + 8)
    const method = zip.readUInt16LE(at + 10)
    const [crc, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
    const says = wrongPath(path) ?? (names.has(path) ? 'It is in the ZIP twice.' : null)
    if (says !== null) return { path: shown(path), says }
    names.add(path)
    if (isRead(path)) {
      if ((flags & 1) === 1) return { path: shown(path), says: 'It is locked with a password.' }
      if (method !== 0 && method !== 8)
        return { path: shown(path), says: 'It is packed in a way that is not known here.' }
      if (size > LARGEST_ENTRY || size > packed * MOST_GROWTH + 1000)
        return { path: shown(path), says: 'It is far too large when it is unpacked.' }
      found.push({ path, method, crc, packed, size, at: zip.readUInt32LE(at + 42) })
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return found
}

/** The packed bytes of one file; null where the ZIP does not hold them. */
export function packedBytes(zip: Buffer, { at, packed }: ZipEntry): Buffer | null {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL) return null
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  return start + packed > zip.length ? null : zip.subarray(start, start + packed)
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 70_000); at--)
    if (zip.readUInt32LE(at) === END) return at
  return -1
}

function wrongPath(path: string): string | null {
  if (path === '' || path.includes('\0') || path.includes('\uFFFD'))
    return 'A file in the ZIP has no name that can be read.'
  if (path.startsWith('/') || path.includes('\\') || /^[a-z]:/i.test(path)) return 'Its name leads out of the ZIP.'
  return path.split('/').includes('..') ? 'Its name leads out of the ZIP.' : null
}

/** Only the files of a roster are read: others may be there, and what computers hide beside files is none of ours. */
const isRead = (path: string): boolean =>
  path.endsWith('.csv') && !path.split('/').some((step) => step.startsWith('.') || step === '__MACOSX')

const shown = (path: string): string => path.slice(-80).toWellFormed()

/**
 * The files of the folder in which the manifest lies, by their names; null: there is no manifest. A ZIP within the ZIP
 * is not opened.
 */
export function rosterFiles(entries: readonly ZipEntry[]): Map<string, ZipEntry> | null {
  const manifest = entries
    .filter(({ path }) => path.split('/').at(-1) === 'manifest.csv')
    .toSorted((a, b) => a.path.split('/').length - b.path.split('/').length)[0]
  if (manifest === undefined) return null
  const folder = manifest.path.slice(0, -'manifest.csv'.length)
  const inFolder = entries.filter(({ path }) => path.startsWith(folder) && !path.slice(folder.length).includes('/'))
  return new Map(inFolder.map((entry) => [entry.path.slice(folder.length), entry]))
}
