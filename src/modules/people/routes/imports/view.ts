import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { can } from '../../policy.ts'
import {
  CATEGORIES,
  countEntries,
  countProblems,
  listChanges,
  listKept,
  listProblems,
  type ListedChange,
} from '../../queries/imports/changes.ts'
import { findImport, type PeopleImport } from '../../queries/imports/imports.ts'
import { findOrganisation } from '../../queries/organisations.ts'
import { problemInWords } from '../../rules/imports/problems.ts'
import { entryInWords, partInWords, passedInWords, whyKeptInWords } from '../../rules/imports/words.ts'

/** A file of people that this actor may see; null where there is none. */
export async function findImportOf(db: Db, actor: Actor, id: string): Promise<PeopleImport | null> {
  const found = await findImport(db, id)
  const organisation = found === null ? null : await findOrganisation(db, found.organisationId)
  return organisation !== null && can(actor, { action: 'import people', subject: organisation }) ? found : null
}

const PAGE = 50
const MOST_KEPT = 200

const pageOf = (words: URLSearchParams, name: string, pages: number): number =>
  Math.max(1, Math.min(pages, Math.trunc(Number(words.get(name))) || 1))
const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / PAGE))

/** What the page of a file shows: a page of its changes, and one of what is wrong with it. */
export async function readView(db: Db, actor: Actor, found: PeopleImport, words: URLSearchParams) {
  const of = { orgId: found.orgId, importId: found.id }
  const [entries, problems] = await Promise.all([countEntries(db, of), countProblems(db, of)])
  const categories = CATEGORIES.filter((category) => entries[category] > 0)
  const category = categories.find((known) => known === words.get('show')) ?? categories[0] ?? 'added'
  const pages = pagesOf(entries[category])
  const page = pageOf(words, 'page', pages)
  const faultPages = pagesOf(problems.whole + problems.rows)
  const faultPage = pageOf(words, 'faults', faultPages)
  const [changes, faults, kept] = await Promise.all([
    listChanges(db, of, { category, limit: PAGE, offset: (page - 1) * PAGE }),
    listProblems(db, of, { limit: PAGE, offset: (faultPage - 1) * PAGE }),
    found.state === 'undone' ? listKept(db, of, MOST_KEPT) : [],
  ])
  const counts: Record<string, number> = found.state === 'read' ? entries : found.counts.entries
  return {
    timeZone: actor.timeZone,
    id: found.id,
    fileName: found.fileName,
    place: found.organisationName,
    source: found.source,
    state: found.state,
    counts,
    by: found.by,
    readAt: found.readAt.toISOString(),
    appliedBy: found.appliedBy,
    appliedAt: found.appliedAt?.toISOString() ?? null,
    undoneBy: found.undoneBy,
    undoneAt: found.undoneAt?.toISOString() ?? null,
    undoable: found.undoable,
    forgotten: !found.remembered && categories.length === 0,
    passed: passedInWords(found.counts.passedOver),
    unknownColumns: found.counts.unknownColumns,
    taking: {
      digest: found.digest,
      counts: entries,
      whole: found.whole,
    },
    categories: categories.map((name) => ({ name, count: entries[name] })),
    changes: { category, page, pages, entries: entriesOf(changes) },
    faults: {
      ...problems,
      page: faultPage,
      pages: faultPages,
      list: faults.map(({ number, file, line, problem, detail }) => ({
        number,
        file,
        line,
        says: problemInWords(problem, detail),
      })),
    },
    kept: kept.map((change) => ({
      key: `${change.number} ${change.part}`,
      who: change.name,
      says: partInWords(change) || 'was added',
      why: whyKeptInWords(change.kept ?? ''),
    })),
  }
}

export type ShownEntry = { number: number; name: string; email: string; line: number; says: string[] }

/** The parts of each entry put together. */
const entriesOf = (changes: readonly ListedChange[]): ShownEntry[] =>
  [...Map.groupBy(changes, ({ number }) => number)].map(([number, parts]) => ({
    number,
    name: parts[0]?.name ?? '',
    email: parts[0]?.email ?? '',
    line: parts[0]?.line ?? 0,
    says: entryInWords(parts),
  }))
