import { createHash, generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import {
  EARNER_SLOTS,
  FIXTURE_CONTEXTS,
  FIXTURE_METHOD,
  fixtureCredential,
  fixtureEarner,
  type Earner,
} from '#test/factories/credential-fixture.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { signCredential } from '../commands/sign.ts'
import { timestamp } from '../rules/issuing/timestamp.ts'
import { openBatch } from '../rules/rdf/batch.ts'
import { provingOf } from '../rules/rdf/integrity.ts'
import { compileTemplate } from '../rules/rdf/template.ts'
import { findCredential, findCredentialOf, type IssuedCredential } from './credentials.ts'

const { db } = await testDatabase()
const { privateKey } = generateKeyPairSync('ed25519')
const key = { method: FIXTURE_METHOD, privateKey }
const earner = fixtureEarner(6)

let issued: IssuedCredential
let templateId: string

/** A credential that was issued with its text, kept as the values of a template from now on. */
beforeAll(async () => {
  await importFixtureCatalogue(db)
  const person = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  const { id } = await earnCredential(issuingWorld(db), person, PLANNING[0])
  const found = await findCredential(db, id)
  if (found === null) throw new Error('The credential was issued a moment ago.')
  issued = found
  const template = await compileTemplate((values) => fixtureCredential(values as Earner), EARNER_SLOTS)
  const proving = await provingOf(key.method, timestamp(issued.issuedAt), FIXTURE_CONTEXTS)
  const batch = openBatch(template, proving, key.privateKey)
  const values = template.slots.map((name) => earner[name as keyof Earner])
  const signature = batch.sign(values)
  if (signature === null) throw new Error('The fixture no longer fits its template.')
  templateId = newId()
  const content = { slots: template.slots, pieces: template.compiled.pieces, method: FIXTURE_METHOD }
  await db
    .insertInto('award_template')
    .values({
      org_id: issued.orgId,
      id: templateId,
      hash: 'of this test',
      content: JSON.stringify(content),
      made_at: issued.issuedAt,
    })
    .execute()
  await db
    .updateTable('credential')
    .set({
      document: null,
      template_id: templateId,
      slot_values: values,
      signature: Buffer.from(signature),
      text_sha256: createHash('sha256').update(batch.text(values, signature)).digest(),
    })
    .where('id', '=', id)
    .execute()
})

test('a credential of a template is read as the very text that signing it alone gives', async () => {
  const alone = await signCredential(fixtureCredential(earner), key, issued.issuedAt)
  expect(await findCredential(db, issued.id)).toEqual({ ...issued, document: alone })
  expect(await findCredentialOf(db, issued.orgId, issued.awardId)).toEqual({ ...issued, document: alone })
})

test('a template that gives another text than was signed gives none', async () => {
  const template = () => db.updateTable('award_template').where('id', '=', templateId)
  const { content } = await db.selectFrom('award_template').selectAll().executeTakeFirstOrThrow()
  await template()
    .set({ content: JSON.stringify(content).replace('AchievementSubject', 'AchievementSubjekt') })
    .execute()
  await expect(findCredential(db, issued.id)).rejects.toThrow('no longer gives the text that was signed')
})
