import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { Received } from '../rules/host/received.ts'
import { serviceName } from '../rules/host/asking.ts'

export type RecordedPayload = Record<string, unknown>
export type AuthorizationRecord = {
  kind: string
  id: string
  payload: RecordedPayload
  expiresAt: Date | null
}

const textIn = (payload: RecordedPayload, name: string): string | null => {
  const value = payload[name]
  return typeof value === 'string' ? value : null
}

/** Writes what the authorization server wants kept, over what it kept under that name before. */
export async function saveRecord(db: Db, { kind, id, payload, expiresAt }: AuthorizationRecord): Promise<void> {
  const values = {
    payload: JSON.stringify(payload),
    uid: textIn(payload, 'uid'),
    grant_id: textIn(payload, 'grantId'),
    person_id: textIn(payload, 'accountId'),
    expires_at: expiresAt,
  }
  await db
    .insertInto('authorization_record')
    .values({ kind, id, ...values })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(values))
    .execute()
}

/** What is kept and has not run out. Whatever stands in `by`, even what no text of a database can be. */
export async function findRecord(
  db: Db,
  kind: string,
  by: { id: string } | { uid: string },
  now: Date,
): Promise<RecordedPayload | null> {
  const [column, value] = 'id' in by ? (['id', by.id] as const) : (['uid', by.uid] as const)
  if (value.includes('\0')) return null
  const row = await db
    .selectFrom('authorization_record')
    .select('payload')
    .where('kind', '=', kind)
    .where(column, '=', value)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  return row === undefined ? null : (row.payload as RecordedPayload)
}

/** Marks a code or token as used; false when it was used before: two at once cannot both be first. */
export async function consumeRecord(db: Db, kind: string, id: string, seconds: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('authorization_record')
    .set({ payload: sql`payload || jsonb_build_object('consumed', ${seconds}::bigint)` })
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where(sql<boolean>`not payload ? 'consumed'`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteRecord(db: Db, kind: string, id: string): Promise<void> {
  await db.deleteFrom('authorization_record').where('kind', '=', kind).where('id', '=', id).execute()
}

/** Ends a grant: its codes and tokens are gone with it. */
export async function deleteGrant(db: Db, grantId: string): Promise<void> {
  await db
    .deleteFrom('authorization_record')
    .where((eb) => eb.or([eb('grant_id', '=', grantId), eb.and([eb('kind', '=', 'Grant'), eb('id', '=', grantId)])]))
    .execute()
}

/** Forgets what has run out, and services that registered a month ago and that nobody is connected with. */
export async function deleteOutdated(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('authorization_record').where('expires_at', '<', now).execute()
  const month = Math.floor(now.getTime() / 1000) - 30 * 24 * 3600
  await db
    .deleteFrom('authorization_record as client')
    .where('client.kind', '=', 'Client')
    .where(sql<boolean>`(client.payload ->> 'client_id_issued_at')::bigint < ${month}`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('authorization_record as grant')
            .select('grant.id')
            .where('grant.kind', '=', 'Grant')
            .where(sql<boolean>`"grant".payload ->> 'clientId' = client.id`),
        ),
      ),
    )
    .execute()
}

export type Connection = { grantId: string; service: string; scopes: string; since: Date }

/** The services that a person let in, the newest first. */
export async function listConnections(db: Db, personId: string, now: Date): Promise<Connection[]> {
  const rows = await db
    .selectFrom('authorization_record as grant')
    .innerJoin('authorization_record as client', (join) =>
      join.on('client.kind', '=', 'Client').on(sql<boolean>`client.id = "grant".payload ->> 'clientId'`),
    )
    .select(['grant.id as grantId', 'grant.payload as grant', 'client.payload as client'])
    .where('grant.kind', '=', 'Grant')
    .where('grant.person_id', '=', personId)
    .where((eb) => eb.or([eb('grant.expires_at', 'is', null), eb('grant.expires_at', '>', now)]))
    .execute()
  return rows
    .map(({ grantId, ...row }) => {
      const grant = row.grant as { iat?: number; openid?: { scope?: string } }
      return {
        grantId,
        service: serviceName(row.client as RecordedPayload),
        scopes: grant.openid?.scope ?? '',
        since: new Date((grant.iat ?? 0) * 1000),
      }
    })
    .toSorted((a, b) => b.since.getTime() - a.since.getTime())
}

export async function findConnection(db: Db, personId: string, grantId: string): Promise<boolean> {
  const row = await db
    .selectFrom('authorization_record')
    .select('id')
    .where('kind', '=', 'Grant')
    .where('id', '=', grantId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps a credential from elsewhere, or renews the one that has the same issuer and id. */
export async function saveHeld(tx: Tx, personId: string, received: Received, now: Date): Promise<'new' | 'renewed'> {
  const { form, document, issuer, issuerName, credentialId, title } = received
  const id = newId()
  const row = await tx
    .insertInto('held_credential')
    .values({
      person_id: personId,
      id,
      issuer,
      issuer_name: issuerName,
      credential_id: credentialId,
      title,
      form,
      document,
      received_at: now,
      changed_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'issuer', 'credential_id'])
        .doUpdateSet({ issuer_name: issuerName, title, form, document, changed_at: now }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id === id ? 'new' : 'renewed'
}

export type Held = { id: string; title: string; issuerName: string; changedAt: Date }

/** What a person brought from elsewhere, the newest first. */
export const listHeld = (db: Db, personId: string): Promise<Held[]> =>
  db
    .selectFrom('held_credential')
    .select(['id', 'title', 'issuer_name as issuerName', 'changed_at as changedAt'])
    .where('person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .execute()

/** How much a person keeps of what came from elsewhere. */
export async function measureHeld(db: Db, personId: string): Promise<{ count: number; letters: number }> {
  return db
    .selectFrom('held_credential')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .select(sql<number>`coalesce(sum(length(document)), 0)::int`.as('letters'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
}

export async function deleteHeld(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('held_credential')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function findHostProfile(db: Db, personId: string): Promise<Record<string, unknown>> {
  const row = await db
    .selectFrom('host_profile')
    .select('document')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? {} : (row.document as Record<string, unknown>)
}

export async function saveHostProfile(
  db: Db,
  personId: string,
  document: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const values = { document: JSON.stringify(document), changed_at: now }
  await db
    .insertInto('host_profile')
    .values({ person_id: personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute()
}

export type Portable = { own: boolean; id: string; at: Date }

/** Everything that a person can take along, by when it was issued, brought or renewed: one page, the newest first. */
export async function listPortable(
  db: Db,
  personId: string,
  { since, limit, offset }: { since: Date | null; limit: number; offset: number },
): Promise<{ total: number; portable: Portable[] }> {
  const all = db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .where('award.person_id', '=', personId)
    .where('credential.superseded_at', 'is', null)
    .select((eb) => [
      'credential.id',
      eb.cast<boolean>(eb.lit(true), 'boolean').as('own'),
      'credential.issued_at as at',
    ])
    .unionAll(
      db
        .selectFrom('held_credential')
        .where('person_id', '=', personId)
        .select((eb) => ['id', eb.cast<boolean>(eb.lit(false), 'boolean').as('own'), 'changed_at as at']),
    )
  const found = db
    .selectFrom(all.as('portable'))
    .$if(since !== null, (query) => query.where('at', '>', since ?? new Date(0)))
  const [{ n }, portable] = await Promise.all([
    found.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    found.select(['id', 'own', 'at']).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute(),
  ])
  return { total: n, portable }
}

export async function findHeld(
  db: Db,
  personId: string,
  id: string,
): Promise<{ title: string; form: Received['form']; document: string } | null> {
  const row = await db
    .selectFrom('held_credential')
    .select(['title', 'form', 'document'])
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, form: row.form as Received['form'] }
}

/** Whether one of our own credentials belongs to a person. */
export async function isOwn(db: Db, personId: string, credentialId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select('credential.id')
    .where('credential.id', '=', credentialId)
    .where('award.person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}
