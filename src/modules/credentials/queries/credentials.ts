import type { Db, Tx } from '../../../platform/database/database.ts'
import type { AwardState } from '../rules/award.ts'
import type { AwardKind } from '../rules/achievement.ts'
import { isTextOf, writeStored, type TemplateContent } from '../rules/bulk/stored.ts'
import type { ReissueCause } from '../rules/issuing/reissue.ts'

export type IssuedCredential = {
  orgId: string
  id: string
  awardId: string
  keyId: string
  document: string
  issuedAt: Date
}

const credentials = (db: Db) =>
  db
    .selectFrom('credential')
    .leftJoin('award_template as template', (join) =>
      join.onRef('template.org_id', '=', 'credential.org_id').onRef('template.id', '=', 'credential.template_id'),
    )
    .select([
      'credential.org_id as orgId',
      'credential.id',
      'credential.award_id as awardId',
      'credential.key_id as keyId',
      'credential.document',
      'credential.issued_at as issuedAt',
      'credential.slot_values as values',
      'credential.signature',
      'credential.text_sha256 as sha256',
      'template.content',
    ])

type Row = Omit<IssuedCredential, 'document'> & {
  document: string | null
  values: string[] | null
  signature: Buffer | null
  sha256: Buffer | null
  content: unknown
}

/**
 * A credential is kept as its text, or as what differs from a template. Throws when the text that comes of a template is
 * not the one that was signed: a wrong document is never given out.
 */
function toCredential({ document, values, signature, sha256, content, ...row }: Row): IssuedCredential {
  if (document !== null) return { ...row, document }
  if (values === null || signature === null || sha256 === null || content === null)
    throw new Error(`The credential ${row.id} has neither a document nor a template.`)
  const text = writeStored(content as TemplateContent, { values, signature, signedAt: row.issuedAt })
  if (!isTextOf(text, sha256))
    throw new Error(`The credential ${row.id} is not given out: its template no longer gives the text that was signed.`)
  return { ...row, document: text }
}

/** The signed document of a credential, whose address names no issuer. */
export async function findCredential(db: Db, id: string): Promise<IssuedCredential | null> {
  const row = await credentials(db).where('credential.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toCredential(row)
}

/** A credential of which only what differs from a template is kept. */
export async function findTemplated(db: Db, orgId: string, id: string): Promise<IssuedCredential | null> {
  const row = await credentials(db)
    .where('credential.org_id', '=', orgId)
    .where('credential.id', '=', id)
    .where('credential.template_id', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : toCredential(row)
}

/** The credential of an award that no other has replaced. */
export async function findCredentialOf(db: Db, orgId: string, awardId: string): Promise<IssuedCredential | null> {
  const row = await credentials(db)
    .where('credential.org_id', '=', orgId)
    .where('credential.award_id', '=', awardId)
    .where('credential.superseded_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toCredential(row)
}

/** The pages of an award's credentials look different from now on. */
export async function reviseCredentials(tx: Tx, orgId: string, awardId: string): Promise<void> {
  await tx
    .updateTable('credential')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('award_id', '=', awardId)
    .execute()
}

/** Writes a signed document. */
export async function insertCredential(
  tx: Tx,
  credential: Omit<IssuedCredential, 'issuedAt'> & { validUntil: Date | null },
  now: Date,
): Promise<void> {
  const { orgId, id, awardId, document, keyId, validUntil } = credential
  await tx
    .insertInto('credential')
    .values({ org_id: orgId, id, award_id: awardId, document, key_id: keyId, issued_at: now, valid_until: validUntil })
    .execute()
}

/** What its issuer says of a credential today. */
export type Standing = {
  kind: AwardKind
  state: AwardState
  reason: string | null
  changedAt: Date
  /** What stands in its place; null while it is the one in force, or was until its award was withdrawn */
  replaced: { at: Date; by: string; because: ReissueCause } | null
}

/** The standing of one of our own credentials: of its award, and whether another one replaced it. */
export async function findStanding(db: Db, credentialId: string): Promise<Standing | null> {
  const row = await db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select([
      'award.kind',
      'award.state',
      'award.reason',
      'award.state_changed_at as changedAt',
      'credential.superseded_at as at',
      'credential.superseded_by as by',
      'credential.superseded_because as because',
    ])
    .where('credential.id', '=', credentialId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { kind, state, reason, changedAt, at, by, because } = row
  return {
    kind: kind as AwardKind,
    state: state as AwardState,
    reason,
    changedAt,
    replaced: at === null || by === null ? null : { at, by, because: because as ReissueCause },
  }
}
