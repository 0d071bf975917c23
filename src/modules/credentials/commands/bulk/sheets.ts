import { createHash, type KeyObject } from 'node:crypto'
import type { Db } from '../../../../platform/database/database.ts'
import { keepTemplate } from '../../queries/bulk/run.ts'
import type { Achievement, Issuer } from '../../rules/achievement.ts'
import { buildOf, slotsOf, type Shared } from '../../rules/bulk/award-template.ts'
import { valuesOf } from '../../rules/bulk/filling.ts'
import { writeStored } from '../../rules/bulk/stored.ts'
import { misfitOf } from '../../rules/issuing/strict.ts'
import { openBatch } from '../../rules/rdf/batch.ts'
import { provingOf } from '../../rules/rdf/integrity.ts'
import { compileTemplate, templateHash } from '../../rules/rdf/template.ts'
import { nameOf, type AskedSheet, type HandedSheet } from '../../threads/bulk/sheets.ts'

/** What one version gives: the achievement, and after how many months it runs out. */
export type Version = { achievement: Achievement; months: number | null }

export type SheetSetting = {
  orgId: string
  publicUrl: string
  issuer: Issuer
  versions: Readonly<Record<string, Version>>
  key: { method: string; privateKey: KeyObject }
  /** One for all that this run signs: `created` of the proofs. */
  created: string
}

/**
 * Makes the templates of a run, each once for all threads, and written down before the first credential names it. Null
 * when no template can be made: only the reference knows how such a credential is signed. Throws when it would not be
 * as Open Badges wants it, and when what is kept would not give the text that is signed: nothing is signed then.
 */
export function sheetMaker(db: Db, setting: SheetSetting): (asked: AskedSheet) => Promise<HandedSheet | null> {
  const made = new Map<string, Promise<HandedSheet | null>>()
  return (asked) => {
    const name = nameOf(asked.likeness)
    const sheet = made.get(name) ?? makeSheet(db, setting, asked)
    made.set(name, sheet)
    return sheet
  }
}

async function makeSheet(
  db: Db,
  { orgId, publicUrl, issuer, versions, key, created }: SheetSetting,
  { likeness, filling }: AskedSheet,
): Promise<HandedSheet | null> {
  const { versionId, hours, withEmail, withName } = likeness
  const version = versions[versionId]
  if (version === undefined) throw new Error(`The version ${versionId} is not among those of this file.`)
  const { achievement, months } = version
  const form = { expires: months !== null, withEmail, withName }
  const shared: Shared = { publicUrl, issuer, achievement, hours, ...form }
  const [build, slots] = [buildOf(shared), slotsOf(shared)]
  const values = valuesOf(filling, form)
  const first = build(Object.fromEntries(Object.keys(slots).map((slot, at) => [slot, values[at] ?? ''])))
  const misfit = misfitOf(first)
  if (misfit !== null) throw new Error(`The credentials of the version ${versionId} are not signed: ${misfit}`)
  const template = await compileTemplate(build, slots).catch(() => null)
  if (template === null) return null
  const { compiled } = template
  const hash = createHash('sha256')
    .update(`${await templateHash(build, slots)} ${key.method}`)
    .digest('hex')
  const content = { slots: compiled.slots, pieces: compiled.pieces, method: key.method }
  const kept = await keepTemplate(db, { orgId, hash, content })
  const contexts = [('@context' in first ? first['@context'] : []) as string[]].flat()
  const proving = await provingOf(key.method, created, contexts)
  const trial = new Uint8Array(64).fill(1)
  const read = writeStored(kept.content, { values, signature: trial, signedAt: new Date(created) })
  if (read !== openBatch(template, proving, key.privateKey).text(values, trial))
    throw new Error(`The kept template ${kept.id} gives another text.`)
  return { templateId: kept.id, compiled, form, proving }
}
