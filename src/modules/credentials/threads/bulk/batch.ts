import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { newId } from '../../../../platform/database/ids.ts'
import { valuesOf, type Filling } from '../../rules/bulk/filling.ts'
import { timestamp } from '../../rules/issuing/timestamp.ts'
import { hashedEmail } from '../../rules/issuing/hashed-email.ts'
import { validUntilOf } from '../../rules/issuing/validity.ts'
import { Rows } from './copying.ts'
import type { Places } from './places.ts'
import type { Sheets } from './sheets.ts'

export type Setting = {
  orgId: string
  keyId: string
  /** One for all that this run signs: `created` of the proofs. */
  created: string
  /** After how many months the credential of a version runs out; null: never. */
  months: Readonly<Record<string, number | null>>
}

/** Rows of a file from the first to the last of these. */
export type Range = { first: number; last: number }
export type Written = { outcome: 'written'; awarded: number } | { outcome: 'there already' } | { outcome: 'other key' }

/** As PostgreSQL writes them, in the order of the statement. */
type Row = [
  awardId: string,
  personId: string,
  versionId: string,
  hours: string,
  awardedAt: string,
  name: string | null,
  email: string | null,
]

/**
 * Awards what is still to be awarded of a range, and answers with what their credentials say: who has it already, from
 * wherever, is left out. The ids are those of the rows from the first on.
 */
const AWARD = `
  with made as (
    insert into award
      (org_id, id, person_id, kind, achievement_id, version_id, hours, state, awarded_at, state_changed_at, bulk_id)
    select org_id, ($5::uuid[])[number - $3 + 1], person_id, kind, achievement_id, version_id, hours, 'active',
      awarded_at, $6, bulk_id
    from bulk_row
    where org_id = $1 and bulk_id = $2 and number between $3 and $4 and problem is null
    order by number
    on conflict (org_id, person_id, kind, achievement_id) do nothing
    returning id, person_id, version_id, hours, awarded_at
  )
  select made.id, made.person_id, made.version_id, made.hours, made.awarded_at,
    case when p.sign_name then p.name end, e.email
  from made
  join person p on p.id = made.person_id
  left join person_email e on e.person_id = p.id and e.is_primary and e.verified_at is not null`

/**
 * The mark is in the same transaction: what a crash takes back is recorded again by the next run. And each row looks up
 * by itself what belongs to it: read as a whole, the awards that are there already would cost more with every batch.
 */
const BEGIN =
  'begin; set local synchronous_commit = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local timezone = utc'

const AS_TEXTS = { text: AWARD, rowMode: 'array', types: { getTypeParser: () => String } } as const

/**
 * Records the awards of a range and signs their credentials, all or none of them, once: the mark that it was done is
 * written in the same transaction. Throws what the database refuses; the caller decides whether to try again.
 */
export async function writeBatch(
  client: Client,
  {
    setting,
    bulkId,
    sheets,
    places,
    now,
  }: { setting: Setting; bulkId: string; sheets: Sheets; places: Places; now: Date },
  { first, last }: Range,
): Promise<Written> {
  const { orgId, keyId } = setting
  await client.query(BEGIN)
  const marked = await client.query(
    `insert into bulk_batch (org_id, bulk_id, first, last, awarded) values ($1, $2, $3, $4, 0) on conflict do nothing`,
    [orgId, bulkId, first, last],
  )
  if (marked.rowCount === 0) return { outcome: 'there already' }
  const held = await client.query<{ state: string }>(
    'select state from issuer_key where org_id = $1 and id = $2 for key share',
    [orgId, keyId],
  )
  if (held.rows[0]?.state !== 'active') return { outcome: 'other key' }
  const ids = Array.from({ length: last - first + 1 }, newId)
  const { rows } = await client.query<Row>({ ...AS_TEXTS, values: [orgId, bulkId, first, last, ids, now] })
  const taken = await places.take(client, rows.length, now)
  const unsigned = await signAndCopy(client, { setting, sheets, places: taken }, rows)
  await client.query(
    'update bulk_batch set awarded = $4, unsigned = $5 where org_id = $1 and bulk_id = $2 and first = $3',
    [orgId, bulkId, first, rows.length, unsigned],
  )
  return { outcome: 'written', awarded: rows.length }
}

/** Bytes of salt for each address. */
const SALT = 16

type Signing = { setting: Setting; sheets: Sheets; places: { listId: string; index: number }[] }

/** Answers with the awards whose credential no template gives for certain: they are signed one by one afterwards. */
async function signAndCopy(client: Client, { setting, sheets, places }: Signing, rows: Row[]): Promise<string[]> {
  const { orgId, keyId, created, months } = setting
  const signedAt = new Date(created)
  const salts = randomBytes(rows.length * SALT)
  const unsigned: string[] = []
  const credentials = new Rows()
  for (const [number, row] of rows.entries()) {
    const place = places[number]
    if (place === undefined) throw new Error('There are fewer places than rows.')
    const [awardId, personId, versionId, hours, awardedAt, name, email] = row
    const at = `${awardedAt.slice(0, 10)}T${awardedAt.slice(11, 19)}Z`
    const runsOutAfter = months[versionId] ?? null
    const until = runsOutAfter === null ? null : validUntilOf(new Date(at), runsOutAfter)
    const filling: Filling = {
      credentialId: newId(),
      personId,
      at,
      until: until === null ? '' : timestamp(until),
      email: email === null ? null : hashedEmail(email, salts.toString('hex', number * SALT, (number + 1) * SALT)),
      name,
      ...place,
    }
    const likeness = { versionId, hours: Number(hours), withEmail: email !== null, withName: name !== null }
    const known = sheets.known(likeness)
    const sheet = known === undefined ? await sheets.ask(likeness, filling) : known
    const values = sheet === null ? [] : valuesOf(filling, sheet.form)
    const signature = sheet?.batch.sign(values) ?? null
    if (sheet === null || signature === null) {
      unsigned.push(awardId)
      continue
    }
    credentials.begin(10).uuid(orgId).uuid(filling.credentialId).uuid(awardId).uuid(keyId).moment(signedAt)
    if (until === null) credentials.null()
    else credentials.moment(until)
    credentials.uuid(sheet.templateId).texts(values).bytes(signature).bytes(sheet.batch.digest(values, signature))
  }
  await credentials.copy(
    client,
    'credential (org_id, id, award_id, key_id, issued_at, valid_until, template_id, slot_values, signature, text_sha256)',
  )
  return unsigned
}
