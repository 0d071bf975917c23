import type { Actor } from '#src/platform/actor.ts'
import type { Db } from '#src/platform/database/database.ts'
import { applyImport, type Applied, type Taking } from '#src/modules/people/commands/imports/apply.ts'
import { readImport, type SentPeople } from '#src/modules/people/commands/imports/read.ts'
import { findImport } from '#src/modules/people/queries/imports/imports.ts'
import { NOON } from '../factories.ts'

type Setting = { db: Db; admin: Actor; place: { id: string }; now?: Date }

/** Reads a file of people as an admin does; throws where it is refused. Answers with the id of the import. */
export async function readFileOf(
  { db, admin, place, now = NOON }: Setting,
  file: Buffer | string,
  options: Partial<SentPeople> = {},
): Promise<string> {
  const sent = {
    organisationId: place.id,
    fileName: 'people.csv',
    bytes: Buffer.from(file),
    whole: false,
    admins: false,
    today: '2026-11-24',
    ...options,
  }
  const read = await readImport({ db, actor: admin, now }, sent)
  if (!read.ok) throw new Error(JSON.stringify(read))
  return read.importId
}

/** Takes in what was shown. */
export async function takeFileIn(
  { db, admin, now = NOON }: Setting,
  importId: string,
  taking: Partial<Taking> = {},
): Promise<Applied> {
  const found = await findImport(db, importId)
  const shown = { importId, digest: found?.digest ?? '', withoutRows: false, welcome: false }
  return applyImport({ db, actor: admin, now }, { ...shown, ...taking })
}

/** Who is what and where in a tree now: "Ana Ruiz <ana@…> educator, Lincoln". */
export async function whoIsThere(db: Db, orgId: string, except: readonly Actor[] = []): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .innerJoin('person_email', (join) =>
      join.onRef('person_email.person_id', '=', 'person.id').on('person_email.is_primary', '=', true),
    )
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select(['person.id', 'person.name', 'person_email.email', 'role.kind', 'organisation.name as place'])
    .where('role.org_id', '=', orgId)
    .where('role.ended_at', 'is', null)
    .execute()
  return rows
    .filter(({ id }) => !except.some(({ personId }) => personId === id))
    .map(({ name, email, kind, place }) => `${name} <${email}> ${kind}, ${place}`)
    .sort()
}
