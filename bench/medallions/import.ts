/** How long ten thousand people in two hundred schools take from the file to the rows, on a real PostgreSQL. */

import { applyImport } from '../../src/modules/people/commands/imports/apply.ts'
import { readImport } from '../../src/modules/people/commands/imports/read.ts'
import { undoImport } from '../../src/modules/people/commands/imports/undo.ts'
import { findImport } from '../../src/modules/people/queries/imports/imports.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { makeDistrict, makePerson, NOON } from '../../test/factories/factories.ts'
import { laterRoster, randomRoster, zipOfRoster, type RandomRoster } from '../../test/factories/people/rosters.ts'

const SEED = 20_261_124
const SIZE = { schools: 200, people: 10_000 }

/**
 * Takes in a OneRoster of a district of its own, with the dry run, then the same district a year later, and undoes that.
 * The database must be migrated, and hold the tables of the queue.
 */
export async function importBench(db: Db): Promise<Record<string, number>> {
  const district = await makeDistrict(db, 'A district of two hundred schools')
  const admin = await makePerson(db, [{ kind: 'admin', at: district }])
  const given = { db, actor: admin, now: NOON }
  const first = randomRoster(SEED, SIZE)

  const takeIn = async (roster: RandomRoster) => {
    const bytes = zipOfRoster(roster)
    const began = performance.now()
    const read = await readImport(given, {
      organisationId: district.id,
      fileName: 'roster.zip',
      bytes,
      whole: true,
      admins: false,
      today: '2026-11-24',
    })
    if (!read.ok) throw new Error('The roster of the bench was refused.')
    const shown = performance.now()
    const found = await findImport(db, read.importId)
    const taking = { importId: read.importId, digest: found?.digest ?? '', withoutRows: false, welcome: false }
    const applied = await applyImport(given, taking)
    if (!applied.ok) throw new Error(`The roster of the bench was not taken in: ${applied.reason}.`)
    return { importId: read.importId, dryRun: (shown - began) / 1000, whole: (performance.now() - began) / 1000 }
  }

  const once = await takeIn(first)
  const later = await takeIn(laterRoster(first, SEED + 1))
  const began = performance.now()
  const undone = await undoImport(given, later.importId)
  if (!undone.ok) throw new Error('The roster of the bench was not undone.')
  return {
    import_10000_s: rounded(once.whole),
    import_10000_dry_run_s: rounded(once.dryRun),
    import_10000_later_s: rounded(later.whole),
    import_10000_undo_s: rounded((performance.now() - began) / 1000),
  }
}

const rounded = (seconds: number): number => Number(seconds.toFixed(2))
