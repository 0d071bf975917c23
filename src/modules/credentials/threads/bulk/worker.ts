import { createPrivateKey } from 'node:crypto'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { Client, DatabaseError } from 'pg'
import { writeBatch, type Range, type Setting, type Written } from './batch.ts'
import { Places } from './places.ts'
import { Sheets } from './sheets.ts'

/** What the main thread hands over; the private key comes as PKCS#8 and is never written anywhere. */
export type Handed = Omit<Setting, 'keyId'> & {
  databaseUrl: string
  bulkId: string
  key: { id: string; pkcs8: Uint8Array }
  /** Where it is asked for sheets. */
  sheets: MessagePort
}
/** After each range the thread asks for the next. */
export type Report = { range: Range; written: Written }

/** unique_violation, serialization_failure, deadlock_detected: somebody else was quicker, and the range is read anew. */
const AGAIN = new Set(['23505', '40001', '40P01'])
const MOST_TRIES = 5

const port = parentPort
if (port === null) throw new Error('This is a thread of a bulk run.')
const { databaseUrl, bulkId, key, sheets: asked, ...rest } = workerData as Handed
const privateKey = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' })
const setting: Setting = { ...rest, keyId: key.id }
const client = new Client({ connectionString: databaseUrl, application_name: 'mintmark-bulk' })
const places = new Places(setting.orgId)
const sheets = new Sheets(asked, privateKey)
await client.connect()

async function work(range: Range): Promise<Written> {
  for (let attempt = 1; ; attempt++)
    try {
      const written = await writeBatch(client, { setting, bulkId, sheets, places, now: new Date() }, range)
      await client.query(written.outcome === 'written' ? 'commit' : 'rollback')
      if (written.outcome !== 'written') places.forget()
      return written
    } catch (error) {
      await client.query('rollback')
      places.forget()
      if (attempt === MOST_TRIES || !(error instanceof DatabaseError) || !AGAIN.has(error.code ?? '')) throw error
    }
}

port.on('message', (range: Range | 'end') => {
  if (range === 'end') void client.end().then(() => (port.close(), asked.close()))
  else
    work(range).then(
      (written) => port.postMessage({ range, written } satisfies Report),
      (error: unknown) => {
        throw error
      },
    )
})
port.postMessage('ready')
