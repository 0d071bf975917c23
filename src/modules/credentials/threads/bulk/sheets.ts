import { createHash, type KeyObject } from 'node:crypto'
import type { Client } from 'pg'
import { newId } from '../../../../platform/database/ids.ts'
import type { Achievement, Issuer } from '../../rules/achievement.ts'
import { buildOf, slotsOf, valuesOf, type Filling, type Shared } from '../../rules/bulk/award-template.ts'
import { writeStored, type TemplateContent } from '../../rules/bulk/stored.ts'
import { misfitOf } from '../../rules/issuing/strict.ts'
import { openBatch, type Batch } from '../../rules/rdf/batch.ts'
import { compileTemplate, templateHash } from '../../rules/rdf/template.ts'

/** What one version gives: the achievement, and after how many months it runs out. */
export type Version = { achievement: Achievement; months: number | null }

export type Setting = {
  orgId: string
  publicUrl: string
  issuer: Issuer
  versions: Readonly<Record<string, Version>>
  key: { id: string; method: string; privateKey: KeyObject }
  /** One for all that this run signs: `created` of the proofs. */
  created: string
}

/** A template that is kept in the database, open for signing. */
export type Sheet = { templateId: string; shared: Shared; batch: Batch }

/** The templates of a run, each compiled once, and written down before the first credential names it. */
export class Sheets {
  readonly #setting: Setting
  readonly #client: Client
  readonly #open = new Map<string, Sheet | null>()

  /** `client` is a connection of its own, outside the transactions of batches, which may be taken back. */
  constructor(setting: Setting, client: Client) {
    this.#setting = setting
    this.#client = client
  }

  /**
   * Null when no template can be made of it: only the reference knows how it is signed. Throws when the credential would
   * not be as Open Badges wants it, and when what is kept of it would not give the text
   * that is signed: nothing is signed then.
   */
  async for(versionId: string, hours: number, filling: Filling): Promise<Sheet | null> {
    const form = { withEmail: filling.email !== null, withName: filling.name !== null }
    const name = `${versionId} ${hours} ${form.withEmail} ${form.withName}`
    const known = this.#open.get(name)
    if (known !== undefined) return known
    const { publicUrl, issuer, versions, key, created } = this.#setting
    const version = versions[versionId]
    if (version === undefined) throw new Error(`The version ${versionId} is not among those of this file.`)
    const { achievement, months } = version
    const shared: Shared = { publicUrl, issuer, achievement, hours, expires: months !== null, ...form }
    const [build, slots] = [buildOf(shared), slotsOf(shared)]
    const values = valuesOf(filling, shared)
    const first = build(Object.fromEntries(Object.keys(slots).map((slot, at) => [slot, values[at] ?? ''])))
    const misfit = misfitOf(first)
    if (misfit !== null) throw new Error(`The credentials of the version ${versionId} are not signed: ${misfit}`)
    const template = await compileTemplate(build, slots).catch(() => null)
    if (template === null) {
      this.#open.set(name, null)
      return null
    }
    const content: TemplateContent = { slots: template.slots, pieces: template.pieces, method: key.method }
    const hash = createHash('sha256')
      .update(`${await templateHash(build, slots)} ${key.method}`)
      .digest('hex')
    const contexts = [('@context' in first ? first['@context'] : []) as string[]].flat()
    const batch = await openBatch(template, contexts, key, created)
    const kept = await keep(this.#client, this.#setting.orgId, hash, content)
    const trial = new Uint8Array(64).fill(1)
    const read = writeStored(kept.content, { values, signature: trial, signedAt: new Date(created) })
    if (read !== batch.text(values, trial)) throw new Error(`The kept template ${kept.id} gives another text.`)
    const sheet = { templateId: kept.id, shared, batch }
    this.#open.set(name, sheet)
    return sheet
  }
}

type Kept = { id: string; content: TemplateContent }

/** Writes a template down, unless it is there already, and answers with what is there. */
async function keep(client: Client, orgId: string, hash: string, content: TemplateContent): Promise<Kept> {
  await client.query(
    `insert into award_template (org_id, id, hash, content, made_at) values ($1, $2, $3, $4, now())
     on conflict (org_id, hash) do nothing`,
    [orgId, newId(), hash, JSON.stringify(content)],
  )
  const { rows } = await client.query<Kept>('select id, content from award_template where org_id = $1 and hash = $2', [
    orgId,
    hash,
  ])
  const [row] = rows
  if (row === undefined) throw new Error(`The template ${hash} was written a moment ago.`)
  return row
}
