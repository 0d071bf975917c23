/** Files of a catalogue as they travel: packed into a ZIP, and read from whatever somebody sends. */

import { strToU8, Unzip, UnzipInflate, zipSync } from 'fflate'
import type { Problem } from '../yaml.ts'
import { wrongPath, type ContentFile } from './package.ts'

/** A file as it was sent; `path` is its name, or where it stood in a folder. Null: it is longer than is read. */
export type Sent = { path: string; bytes: Uint8Array | null }

/** The longest text that is read has 200,000 letters of at most four bytes. */
export const LONGEST_FILE = 1_000_000
export const MOST_SENT = 1000
export const MOST_BYTES = 20_000_000
/** So little is unpacked at a time that a ZIP of nothing but zeros is seen through before it has grown. */
const PIECE = 4096

const LONG = 'It is longer than 1 MB; a file of a catalogue has at most 200,000 letters.'

export const pack = (files: readonly ContentFile[], now: Date): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])), { mtime: now })

/**
 * The texts in what was sent, ZIPs unpacked. `aside` are files that are no part of a catalogue (pictures, a licence,
 * medallions); they are named and not read.
 */
export function openSent(sent: readonly Sent[]): { files: ContentFile[]; aside: string[]; problems: Problem[] } {
  const opened: Sent[] = []
  const problems: Problem[] = []
  for (const file of sent) {
    if (file.bytes === null || !isZip(file.bytes)) {
      opened.push(file)
      continue
    }
    const unpacked = unpack(file.bytes)
    if ('reason' in unpacked) problems.push({ file: `${file.path}${unpacked.path}`, line: 0, reason: unpacked.reason })
    else opened.push(...unpacked.files)
  }
  const files: ContentFile[] = []
  const aside: string[] = []
  for (const { path, bytes } of opened) {
    const wrong = wrongPath(path)
    const refuse = (reason: string) => problems.push({ file: path.toWellFormed(), line: 0, reason })
    if (wrong !== null) refuse(wrong)
    else if (!isContent(path)) aside.push(path)
    else if (bytes === null || bytes.length > LONGEST_FILE) refuse(LONG)
    else
      try {
        files.push({ path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) })
      } catch {
        refuse('It is no text in UTF-8.')
      }
  }
  return { files, aside, problems }
}

const isZip = ([p, k, three, four]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6))

/** Whether a file may be one of a catalogue: by its ending, and not hidden, as computers hide files beside others. */
const isContent = (path: string): boolean =>
  /\.(ya?ml|json)$/.test(path) &&
  !path.split('/').some((step) => step.startsWith('.') || step === '__MACOSX' || step === 'medallions')

type Unpacked = { files: Sent[] } | { path: string; reason: string }

function unpack(zip: Uint8Array): Unpacked {
  const files: { path: string; pieces: Uint8Array[]; length: number; whole: boolean }[] = []
  let refusal: { path: string; reason: string } | null = null
  let entries = 0
  let total = 0
  const refuse = (path: string, reason: string) => (refusal ??= { path, reason })
  const reader = new Unzip((entry) => {
    entries += 1
    const within = `/${entry.name}`
    if (entries > MOST_SENT) return refuse('', `There are more than ${MOST_SENT} files in it.`)
    const wrong = entry.name.endsWith('/') ? wrongPath(entry.name.slice(0, -1)) : wrongPath(entry.name)
    if (wrong !== null) return refuse(within, wrong)
    if (entry.name.endsWith('/')) return
    const file = { path: entry.name, pieces: new Array<Uint8Array>(), length: 0, whole: false }
    files.push(file)
    if (!isContent(entry.name)) {
      file.whole = true
      return
    }
    entry.ondata = (error, piece, last) => {
      if (error !== null) return refuse(within, 'It cannot be unpacked.')
      file.length += piece.length
      total += piece.length
      if (file.length > LONGEST_FILE) return refuse(within, LONG)
      if (total > MOST_BYTES) return refuse('', 'Its files are longer than 20 MB together.')
      file.pieces.push(piece)
      file.whole = last
    }
    entry.start()
  })
  reader.register(UnzipInflate)
  try {
    for (let at = 0; at < zip.length && refusal === null; at += PIECE)
      reader.push(zip.subarray(at, at + PIECE), at + PIECE >= zip.length)
  } catch {
    refuse('', 'It is no ZIP that can be read.')
  }
  if (refusal !== null) return refusal
  // A ZIP that was cut between two files looks whole but for the table at its end.
  if (countInTable(zip) !== entries)
    return { path: '', reason: 'The ZIP breaks off: the list of its files does not fit.' }
  const broken = files.find(({ whole }) => !whole)
  if (broken !== undefined) return { path: `/${broken.path}`, reason: 'It cannot be unpacked: the ZIP breaks off.' }
  return { files: files.map(({ path, pieces }) => ({ path, bytes: joined(pieces) })) }
}

/** How many files a ZIP says it has, in the record at its end; -1 where there is none. */
function countInTable(zip: Uint8Array): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 70_000); at--)
    if (zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 5 && zip[at + 3] === 6)
      return (zip[at + 10] ?? 0) + 256 * (zip[at + 11] ?? 0)
  return -1
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
