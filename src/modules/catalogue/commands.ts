import { createHash } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'
import type { Actor } from '../../platform/actor.ts'
import { recordEvent } from '../../platform/events/events.ts'
import { inTransaction, type Db, type Tx } from '../../platform/database/database.ts'
import { readContentFolder } from './commands/read-content.ts'
import { can } from './policy.ts'
import { listKnown, lockCatalogue, reviseCatalogue, writeSteps } from './queries/import.ts'
import { readingPackage, type Source } from './rules/exchange/package.ts'
import {
  peaceful,
  planOf,
  problemsOf,
  refusalsOf,
  unlistedAfter,
  type Known,
  type Step,
} from './rules/exchange/plan.ts'
import { canonicalText, readCatalogue, type ContentFile } from './rules/files.ts'
import { inOneLine, type Problem } from './rules/yaml.ts'

type Given = { db: Db; now: Date; publisherId: string }

/** `unreadable`: a file is not what a catalogue file must be. `problems` says where. */
export type ImportOutcome =
  | { ok: true; published: number; drafts: number; unchanged: number; left: string[] }
  | { ok: false; reason: 'unreadable'; problems: string[] }

/**
 * Brings what is new in the files of the program itself into a catalogue that others write in as well. What was
 * published otherwise stays: a file that clashes with it, and whatever does not fit without that file, is left out, and
 * `left` names it. The event is recorded only when something changed.
 */
export async function importCatalogue(
  { db, now, publisherId }: Given,
  files: readonly ContentFile[],
): Promise<ImportOutcome> {
  const read = readCatalogue(files)
  if (!read.ok) return { ok: false, reason: 'unreadable', problems: read.problems.map(inOneLine) }
  const given = read.sources.map(withHash)
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx, publisherId, now)
    const known = await listKnown(tx, publisherId, { prerequisites: false })
    const { steps, left } = peaceful(known, planOf(given, known))
    await carryOut(tx, { publisherId, now, actorId: null }, known, steps)
    return { ok: true, ...tally(steps), left }
  })
}

/** The same, from a folder on this machine. */
export async function importCatalogueFolder(given: Given, folder: string): Promise<ImportOutcome> {
  return importCatalogue(given, await readContentFolder(folder))
}

/** What files would do; `seal` changes whenever any of it does. `unlisted` counts towards nothing yet. */
export type Preview = { steps: Omit<Step, 'hash'>[]; unlisted: string[]; seal: string }

/** unknown: not theirs; problems: nothing was taken in, and this is why. */
type Refused = { ok: false; reason: 'unknown' } | { ok: false; reason: 'problems'; problems: Problem[] }

/** What an author's files would do. Nothing is changed. */
export async function previewImport(
  { db, actor }: { db: Db; actor: Actor },
  { publisherId, files }: { publisherId: string; files: readonly ContentFile[] },
): Promise<({ ok: true } & Preview) | Refused> {
  if (!can(actor, { action: 'exchange files', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  const read = await readSlowly(files)
  const known = await listKnown(db, publisherId, { prerequisites: false })
  if (!read.ok) {
    const problems = [...read.problems, ...refusalsOf(planOf(read.sources.map(withHash), known))]
    return { ok: false, reason: 'problems', problems }
  }
  const planned = plan(read.sources, known)
  return 'problems' in planned
    ? { ok: false, reason: 'problems', problems: planned.problems }
    : { ok: true, ...planned.preview }
}

/**
 * Takes an author's files in: all of them or none. `seal` is of the preview that they agreed to; when it would be
 * another by now, nothing is taken in (`changed`).
 */
export async function importFiles(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { publisherId, files, seal }: { publisherId: string; files: readonly ContentFile[]; seal: string },
): Promise<{ ok: true; published: number; drafts: number } | Refused | { ok: false; reason: 'changed' }> {
  if (!can(actor, { action: 'exchange files', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  const read = await readSlowly(files)
  if (!read.ok) return { ok: false, reason: 'problems', problems: read.problems }
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx, publisherId, now)
    const known = await listKnown(tx, publisherId, { prerequisites: false })
    const planned = plan(read.sources, known)
    if ('problems' in planned) return { ok: false, reason: 'problems', problems: planned.problems }
    if (planned.preview.seal !== seal) return { ok: false, reason: 'changed' }
    await carryOut(tx, { publisherId, now, actorId: actor.personId }, known, planned.steps)
    const { published, drafts } = tally(planned.steps)
    return { ok: true, published, drafts }
  })
}

/** Reads what somebody sent, file by file, so that nobody else waits for all of it. */
async function readSlowly(files: readonly ContentFile[]) {
  const reading = readingPackage(files)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
    await pause()
  }
}

const hashOf = (value: unknown): string => createHash('sha256').update(canonicalText(value)).digest('hex')
const withHash = (source: Source) => ({ source, hash: hashOf(source.content) })

function plan(sources: readonly Source[], known: Known): { steps: Step[]; preview: Preview } | { problems: Problem[] } {
  const planned = planOf(sources.map(withHash), known)
  const problems = problemsOf(known, planned)
  if (problems.length > 0) return { problems }
  const { steps } = planned
  const seal = hashOf(
    steps.map(({ source, hash, becomes, number }) => [source.kind, source.content.id, hash, becomes, number]),
  )
  return { steps, preview: { steps, unlisted: unlistedAfter(known, steps), seal } }
}

const tally = (steps: readonly Step[]) => ({
  published: steps.filter(({ becomes }) => becomes === 'new' || becomes === 'next version').length,
  drafts: steps.filter(({ becomes }) => becomes === 'outline').length,
  unchanged: steps.filter(({ becomes }) => becomes === 'unchanged').length,
})

async function carryOut(
  tx: Tx,
  { publisherId, now, actorId }: { publisherId: string; now: Date; actorId: string | null },
  known: Known,
  steps: readonly Step[],
): Promise<void> {
  const { published, drafts } = tally(steps)
  if (published + drafts === 0) return
  const collections = await writeSteps(tx, { publisherId, now }, known, steps)
  await reviseCatalogue(tx, publisherId, now)
  await recordEvent(
    tx,
    {
      type: 'catalogue.imported',
      orgId: publisherId,
      subjectId: publisherId,
      actorId,
      payload: { published, drafts, collections },
    },
    now,
  )
}
