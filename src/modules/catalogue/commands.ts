import { createHash } from 'node:crypto'
import { recordEvent } from '../../platform/events/events.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { readContentFolder } from './commands/read-content.ts'
import {
  listKnown,
  lockCatalogue,
  reviseCatalogue,
  writeBadge,
  writeMicroCredential,
  writeStack,
  type Known,
  type KnownCatalogue,
} from './queries/import.ts'
import { refreshSearch } from './queries/indexing.ts'
import { isOutline, type CatalogueContent } from './rules/content.ts'
import { canonicalText, readCatalogue, type ContentFile } from './rules/files.ts'
import { inOneLine } from './rules/yaml.ts'

type Given = { db: Db; now: Date; publisherId: string }

/**
 * `unreadable`: a file is not what a catalogue file must be. `left-out`: something imported before has no file now, and
 * people may be at work on it. `taken-back`: a published micro-credential came as an outline. `problems` says where.
 */
export type ImportOutcome =
  | { ok: true; published: number; drafts: number; unchanged: number }
  | { ok: false; reason: 'unreadable' | 'left-out' | 'taken-back'; problems: string[] }

/**
 * Makes the catalogue say what its files say: everything or nothing. What is unchanged stays as it is; a changed badge,
 * stack or micro-credential gets its next published version and older ones are never touched; an outline is replaced
 * until it is written in full and becomes version 1. The event is recorded only when something changed.
 */
export async function importCatalogue(
  { db, now, publisherId }: Given,
  files: readonly ContentFile[],
): Promise<ImportOutcome> {
  const read = readCatalogue(files)
  if (!read.ok) return { ok: false, reason: 'unreadable', problems: read.problems.map(inOneLine) }
  const { catalogue } = read
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx, publisherId, now)
    const known = await listKnown(tx, publisherId)
    const refused = refusal(known, catalogue)
    if (refused !== null) return refused

    const places = new Map(
      catalogue.stacks.flatMap((stack) => stack.micro_credentials.map((id, place) => [id, place + 1] as const)),
    )
    const tally = { published: 0, drafts: 0, unchanged: 0 }
    const given = (kind: keyof KnownCatalogue, content: { id: string }) => {
      const last: Known | undefined = known[kind].get(content.id)
      const hash = createHash('sha256').update(canonicalText(content)).digest('hex')
      tally[last?.hash === hash ? 'unchanged' : 'status' in content ? 'drafts' : 'published'] += 1
      return { publisherId, now, hash, known: last }
    }
    const badgeId = await writeBadge(tx, given('badge', catalogue.badge), catalogue.badge)
    const stackIds = new Map<string, string>()
    for (const stack of catalogue.stacks)
      stackIds.set(
        stack.id,
        await writeStack(tx, given('stack', stack), stack, {
          badgeId,
          position: catalogue.badge.stacks.indexOf(stack.id) + 1,
        }),
      )
    for (const content of catalogue.microCredentials)
      await writeMicroCredential(tx, given('micro-credential', content), content, {
        stackId: stackIds.get(content.stack) ?? '',
        position: places.get(content.id) ?? 0,
      })

    if (tally.published + tally.drafts > 0) {
      await reviseCatalogue(tx, publisherId, now)
      const payload = { published: tally.published, drafts: tally.drafts }
      await recordEvent(
        tx,
        { type: 'catalogue.imported', orgId: publisherId, subjectId: publisherId, actorId: null, payload },
        now,
      )
    }
    // Even of the same contents, a newer program may let the search know more.
    else await refreshSearch(tx, publisherId)
    return { ok: true, ...tally }
  })
}

/** The same, from a folder on this machine. */
export async function importCatalogueFolder(given: Given, folder: string): Promise<ImportOutcome> {
  return importCatalogue(given, await readContentFolder(folder))
}

function refusal(known: KnownCatalogue, { badge, stacks, microCredentials }: CatalogueContent): ImportOutcome | null {
  const here = {
    badge: new Set([badge.id]),
    stack: new Set(stacks.map(({ id }) => id)),
    'micro-credential': new Set(microCredentials.map(({ id }) => id)),
  }
  const leftOut = (['badge', 'stack', 'micro-credential'] as const).flatMap((kind) =>
    [...known[kind].keys()]
      .filter((id) => !here[kind].has(id))
      .map((id) => `The ${kind} "${id}" was imported before and has no file now.`),
  )
  if (leftOut.length > 0) return { ok: false, reason: 'left-out', problems: leftOut }
  const takenBack = microCredentials
    .filter((content) => isOutline(content) && known['micro-credential'].get(content.id)?.state === 'published')
    .map(({ id }) => `micro-credentials/${id}.yaml: It is published, so it cannot be an outline again.`)
  return takenBack.length > 0 ? { ok: false, reason: 'taken-back', problems: takenBack } : null
}
