import { createHash } from 'node:crypto'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import {
  deleteEditions,
  listStanding,
  lockFrameworks,
  writeEdition,
  writeFramework,
} from '../../queries/frameworks/write.ts'
import { canonicalText, type ContentFile } from '../../rules/files.ts'
import type { Edition } from '../../rules/frameworks/edition.ts'
import { readFrameworks } from '../../rules/frameworks/files.ts'
import { inOneLine } from '../../rules/yaml.ts'
import { readContentFolder } from '../read-content.ts'

type Given = { db: Db; now: Date; publisherId: string }

export type ShippedOutcome =
  { ok: true; written: number; unchanged: number } | { ok: false; reason: 'unreadable'; problems: string[] }

/** The same edition always has the same hash. */
export const editionHash = (edition: Edition): string =>
  createHash('sha256').update(canonicalText(edition)).digest('hex')

/**
 * Makes the shipped frameworks say what their files say: everything or nothing, and nothing the second time. What an
 * admin imported stays, even where a file now ships an edition of the same name.
 */
export async function importFrameworks(
  { db, now, publisherId }: Given,
  files: readonly ContentFile[],
): Promise<ShippedOutcome> {
  const read = readFrameworks(files)
  if (!read.ok) return { ok: false, reason: 'unreadable', problems: read.problems.map(inOneLine) }
  return inTransaction(db, async (tx) => {
    await lockFrameworks(tx, publisherId)
    const standing = await listStanding(tx, publisherId)
    const stay = new Set<string>()
    const tally = { written: 0, unchanged: 0 }
    for (const framework of read.frameworks) {
      await writeFramework(tx, publisherId, framework, now)
      for (const edition of framework.editions) {
        const there = standing.find(({ name, edition: of }) => name === edition.name && of === edition.edition)
        const hash = editionHash(edition)
        if (there !== undefined) stay.add(there.id)
        if (there?.source === 'imported') continue
        tally[there?.hash === hash ? 'unchanged' : 'written'] += 1
        if (there?.hash === hash) continue
        await writeEdition(
          tx,
          { orgId: publisherId, frameworkKey: framework.key, hash, now },
          edition,
          there?.id ?? null,
        )
      }
    }
    const gone = standing.filter(({ id, source }) => source === 'shipped' && !stay.has(id))
    await deleteEditions(
      tx,
      publisherId,
      gone.map(({ id }) => id),
    )
    return { ok: true, ...tally }
  })
}

/** The same, from a folder on this machine. */
export async function importFrameworksFolder(given: Given, folder: string): Promise<ShippedOutcome> {
  return importFrameworks(given, await readContentFolder(folder))
}
