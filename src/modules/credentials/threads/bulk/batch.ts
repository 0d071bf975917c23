import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { newId } from '../../../../platform/database/ids.ts'
import { valuesOf, type Filling } from '../../rules/bulk/award-template.ts'
import { timestamp } from '../../rules/credential.ts'
import { hashedEmail } from '../../rules/issuing/hashed-email.ts'
import { validUntilOf } from '../../rules/issuing/validity.ts'
import { arrayOf, bytesOf, copyRows, rowOf } from './copying.ts'
import type { Places } from './places.ts'
import type { Setting, Sheets } from './sheets.ts'

/** Rows of a file from the first to the last of these. */
export type Range = { first: number; last: number }
export type Written = { outcome: 'written'; awarded: number } | { outcome: 'there already' } | { outcome: 'other key' }

/** As texts, in the order of the statement; `at` is a timestamp without fractions, as the credential writes it. */
type Row = [
  personId: string,
  kind: string,
  achievementId: string,
  versionId: string,
  hours: string,
  at: string,
  name: string | null,
  email: string | null,
]

/** What is still to be awarded of a range: who has it already, from wherever, is left out. */
const ROWS = `
  select r.person_id, r.kind, r.achievement_id, r.version_id, r.hours::float8 as hours,
    to_char(r.awarded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
    case when p.sign_name then p.name end as name, e.email
  from bulk_row r
  join person p on p.id = r.person_id
  left join person_email e on e.person_id = p.id and e.is_primary and e.verified_at is not null
  where r.org_id = $1 and r.bulk_id = $2 and r.number between $3 and $4 and r.problem is null
    and not exists (
      select from award a
      where a.org_id = r.org_id and a.person_id = r.person_id and a.kind = r.kind and a.achievement_id = r.achievement_id
    )
  order by r.number`

const AS_TEXTS = { text: ROWS, rowMode: 'array', types: { getTypeParser: () => String } } as const

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
  const { orgId, key } = setting
  await client.query('begin')
  // The mark is in the same transaction: what a crash takes back is recorded again by the next run.
  await client.query('set local synchronous_commit = off')
  const marked = await client.query(
    `insert into bulk_batch (org_id, bulk_id, first, last, awarded) values ($1, $2, $3, $4, 0) on conflict do nothing`,
    [orgId, bulkId, first, last],
  )
  if (marked.rowCount === 0) return { outcome: 'there already' }
  const held = await client.query<{ state: string }>(
    'select state from issuer_key where org_id = $1 and id = $2 for key share',
    [orgId, key.id],
  )
  if (held.rows[0]?.state !== 'active') return { outcome: 'other key' }
  const { rows } = await client.query<Row>({ ...AS_TEXTS, values: [orgId, bulkId, first, last] })
  const taken = await places.take(client, rows.length, now)
  const unsigned = await signAndCopy(client, { setting, bulkId, sheets, now, places: taken }, rows)
  await client.query(
    'update bulk_batch set awarded = $4, unsigned = $5 where org_id = $1 and bulk_id = $2 and first = $3',
    [orgId, bulkId, first, rows.length, unsigned],
  )
  return { outcome: 'written', awarded: rows.length }
}

/** Bytes of salt for each address. */
const SALT = 16

type Signing = {
  setting: Setting
  bulkId: string
  sheets: Sheets
  places: { listId: string; index: number }[]
  now: Date
}

/** Answers with the awards whose credential no template gives for certain: they are signed one by one afterwards. */
async function signAndCopy(
  client: Client,
  { setting, bulkId, sheets, places, now }: Signing,
  rows: Row[],
): Promise<string[]> {
  const { orgId, key, created, versions } = setting
  const at = now.toISOString()
  const salts = randomBytes(rows.length * SALT)
  const unsigned: string[] = []
  const awards: string[] = []
  const credentials: string[] = []
  for (const [number, row] of rows.entries()) {
    const place = places[number]
    if (place === undefined) throw new Error('There are fewer places than rows.')
    const [personId, kind, achievementId, versionId, hours, awardedAt, name, email] = row
    const awardId = newId()
    awards.push(
      rowOf([orgId, awardId, personId, kind, achievementId, versionId, hours, 'active', awardedAt, at, bulkId]),
    )
    const months = versions[versionId]?.months ?? null
    const until = months === null ? null : validUntilOf(new Date(awardedAt), months)
    const filling: Filling = {
      credentialId: newId(),
      personId,
      at: awardedAt,
      until: until === null ? '' : timestamp(until),
      email: email === null ? null : hashedEmail(email, salts.toString('hex', number * SALT, (number + 1) * SALT)),
      name,
      ...place,
    }
    const sheet = await sheets.for(versionId, Number(hours), filling)
    const values = sheet === null ? [] : valuesOf(filling, sheet.shared)
    const signature = sheet?.batch.sign(values) ?? null
    if (sheet === null || signature === null) {
      unsigned.push(awardId)
      continue
    }
    credentials.push(
      rowOf([
        orgId,
        filling.credentialId,
        awardId,
        key.id,
        created,
        until === null ? null : until.toISOString(),
        sheet.templateId,
        arrayOf(values),
        bytesOf(signature),
        bytesOf(sheet.batch.digest(values, signature)),
      ]),
    )
  }
  await copyRows(
    client,
    'award (org_id, id, person_id, kind, achievement_id, version_id, hours, state, awarded_at, state_changed_at, bulk_id)',
    awards,
  )
  await copyRows(
    client,
    'credential (org_id, id, award_id, key_id, issued_at, valid_until, template_id, slot_values, signature, text_sha256)',
    credentials,
  )
  return unsigned
}
