/** One of two threads that do what a bulk run does without the database: the bare signatures, or whole credentials. */

import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { buildOf, slotsOf, type Shared } from '../../src/modules/credentials/rules/bulk/award-template.ts'
import { valuesOf } from '../../src/modules/credentials/rules/bulk/filling.ts'
import { CREDENTIALS_V2, EXTENSIONS, OPEN_BADGES } from '../../src/modules/credentials/rules/contexts.ts'
import { hashedEmail } from '../../src/modules/credentials/rules/issuing/hashed-email.ts'
import { openBatch } from '../../src/modules/credentials/rules/rdf/batch.ts'
import { provingOf } from '../../src/modules/credentials/rules/rdf/integrity.ts'
import { compileTemplate } from '../../src/modules/credentials/rules/rdf/template.ts'
import { newId } from '../../src/platform/database/ids.ts'

export type Work = { shared: Shared; pkcs8: Uint8Array; method: string; milliseconds: number }

const { shared, pkcs8, method, milliseconds } = workerData as Work
const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
const message = randomBytes(64)
const batch = openBatch(
  await compileTemplate(buildOf(shared), slotsOf(shared)),
  await provingOf(method, '2026-06-01T00:00:00Z', [CREDENTIALS_V2, OPEN_BADGES, EXTENSIONS]),
  privateKey,
)

/** What a batch has at hand: the people it read, the list it made and its salts. */
const BATCH = 10_000
const people = Array.from({ length: BATCH }, () => newId())
const listId = newId()
const SALT = 16
let salts = randomBytes(0)
let row = BATCH

function credential(): void {
  if (row === BATCH) [row, salts] = [0, randomBytes(BATCH * SALT)]
  const values = valuesOf(
    {
      credentialId: newId(),
      personId: people[row] ?? '',
      at: '2026-06-01T00:00:00Z',
      until: '',
      email: hashedEmail('educator@test.example', salts.toString('hex', row * SALT, (row + 1) * SALT)),
      name: null,
      listId,
      index: row,
    },
    shared,
  )
  row += 1
  const signature = batch.sign(values)
  if (signature === null) throw new Error('The template does not take these values.')
  batch.digest(values, signature)
}

const ways = { raw: () => sign(null, message, privateKey), credential }
parentPort?.on('message', (way: keyof typeof ways) => {
  const began = performance.now()
  let done = 0
  while (performance.now() - began < milliseconds) {
    for (let turn = 0; turn < 50; turn += 1) ways[way]()
    done += 50
  }
  parentPort?.postMessage((done / (performance.now() - began)) * 1000)
})
parentPort?.postMessage('ready')
