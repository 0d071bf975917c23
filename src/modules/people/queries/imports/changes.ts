import { sql } from 'kysely'
import type { RoleKind } from '../../../../platform/actor.ts'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { Problem } from '../../rules/imports/problems.ts'

export const CATEGORIES = ['organisation', 'added', 'changed', 'moved', 'leaving', 'offered', 'kept'] as const
export type Category = (typeof CATEGORIES)[number]

/** One part of what a file does. Before it is taken in, what is new has no ids yet. */
export type Change = {
  number: number
  part: number
  category: Category
  what: string
  line: number
  name: string
  email: string
  personId: string | null
  organisationId: string | null
  roleId: string | null
  role: RoleKind | null
  place: string
  before: string | null
  after: string | null
}

type Of = { orgId: string; importId: string }

/** Writes down what a file would change, or changed, in the place of what stood there before. */
export async function replaceChanges(tx: Tx, { orgId, importId }: Of, changes: readonly Change[]): Promise<void> {
  await tx.deleteFrom('people_import_change').where('org_id', '=', orgId).where('import_id', '=', importId).execute()
  await sql`
    insert into people_import_change (org_id, import_id, number, part, category, what, line, name, email, person_id,
      organisation_id, role_id, role, place, before, after)
    select ${orgId}, ${importId}, * from json_to_recordset(${JSON.stringify(changes)}::json) as change (number integer,
      part integer, category text, what text, line integer, name text, email text, "personId" uuid,
      "organisationId" uuid, "roleId" uuid, role text, place text, before text, after text)`.execute(tx)
}

export async function replaceProblems(tx: Tx, { orgId, importId }: Of, problems: readonly Problem[]): Promise<void> {
  await tx.deleteFrom('people_import_problem').where('org_id', '=', orgId).where('import_id', '=', importId).execute()
  const rows = problems.map((problem, at) => ({ number: at + 1, ...problem }))
  await sql`
    insert into people_import_problem (org_id, import_id, number, whole, file, line, problem, detail)
    select ${orgId}, ${importId}, * from json_to_recordset(${JSON.stringify(rows)}::json) as problem (number integer,
      whole boolean, file text, line integer, problem text, detail text)`.execute(tx)
}

const columns = [
  'number',
  'part',
  'category',
  'what',
  'line',
  'name',
  'email',
  'person_id as personId',
  'organisation_id as organisationId',
  'role_id as roleId',
  'role',
  'place',
  'before',
  'after',
  'kept',
] as const

const changesOf = (db: Db, { orgId, importId }: Of) =>
  db
    .selectFrom('people_import_change')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .orderBy('number')
    .orderBy('part')

export type ListedChange = Change & { kept: string | null }
const toChange = (row: Awaited<ReturnType<ReturnType<typeof changesOf>['executeTakeFirstOrThrow']>>): ListedChange => ({
  ...row,
  category: row.category as Category,
  role: row.role as RoleKind | null,
})

export const listAllChanges = async (db: Db, of: Of): Promise<ListedChange[]> =>
  (await changesOf(db, of).execute()).map(toChange)

/** The parts of some entries of a category, by their numbers. */
export async function listChanges(
  db: Db,
  of: Of,
  { category, limit, offset }: { category: Category; limit: number; offset: number },
): Promise<ListedChange[]> {
  const { orgId, importId } = of
  const numbers = db
    .selectFrom('people_import_change')
    .select('number')
    .distinct()
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .where('category', '=', category)
    .orderBy('number')
    .limit(limit)
    .offset(offset)
  return (await changesOf(db, of).where('number', 'in', numbers).execute()).map(toChange)
}

/** What an undoing left as it is. */
export const listKept = async (db: Db, of: Of, most: number): Promise<ListedChange[]> =>
  (await changesOf(db, of).where('kept', 'is not', null).limit(most).execute()).map(toChange)

/** Entries of each category. */
export async function countEntries(db: Db, { orgId, importId }: Of): Promise<Record<Category, number>> {
  const rows = await db
    .selectFrom('people_import_change')
    .select(['category', sql<number>`count(distinct number)`.as('n')])
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .groupBy('category')
    .execute()
  const counts = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>
  for (const { category, n } of rows) counts[category as Category] = n
  return counts
}

export const countProblems = async (db: Db, { orgId, importId }: Of): Promise<{ whole: number; rows: number }> => {
  const found = await db
    .selectFrom('people_import_problem')
    .select(({ fn }) => ['whole', fn.countAll<number>().as('n')])
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .groupBy('whole')
    .execute()
  const of = (whole: boolean): number => found.find((row) => row.whole === whole)?.n ?? 0
  return { whole: of(true), rows: of(false) }
}

/** Problems in the order of the file, those of the whole file first. */
export const listProblems = (db: Db, { orgId, importId }: Of, { limit, offset }: { limit: number; offset: number }) =>
  db
    .selectFrom('people_import_problem')
    .select(['number', 'whole', 'file', 'line', 'problem', 'detail'])
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .orderBy('whole', 'desc')
    .orderBy('file')
    .orderBy('line')
    .orderBy('number')
    .limit(limit)
    .offset(offset)
    .execute()

/** Writes beside some changes why they were not undone. */
export async function markKept(
  tx: Tx,
  { orgId, importId }: Of,
  kept: readonly { number: number; part: number; why: string }[],
): Promise<void> {
  await sql`
    update people_import_change as change set kept = mark.why
    from json_to_recordset(${JSON.stringify(kept)}::json) as mark (number integer, part integer, why text)
    where change.org_id = ${orgId} and change.import_id = ${importId}
      and change.number = mark.number and change.part = mark.part`.execute(tx)
}
