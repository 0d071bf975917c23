import { createPrivateKey } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { Client, DatabaseError } from 'pg'
import { writeBatch, type Range, type Written } from './batch.ts'
import { Places } from './places.ts'
import { Sheets, type Setting } from './sheets.ts'

/** What the main thread hands over; the private key comes as PKCS#8 and is never written anywhere. */
export type Handed = Omit<Setting, 'key'> & {
  databaseUrl: string
  bulkId: string
  key: { id: string; method: string; pkcs8: Uint8Array }
}
/** After each range the thread asks for the next. */
export type Report = { range: Range; written: Written }

/** unique_violation, serialization_failure, deadlock_detected: somebody else was quicker, and the range is read anew. */
const AGAIN = new Set(['23505', '40001', '40P01'])
const MOST_TRIES = 5

const port = parentPort
if (port === null) throw new Error('This is a thread of a bulk run.')
const { databaseUrl, bulkId, key, ...rest } = workerData as Handed
const privateKey = createPrivateKey({ key: Buffer.from(key.pkcs8), format: 'der', type: 'pkcs8' })
const setting: Setting = { ...rest, key: { id: key.id, method: key.method, privateKey } }
const connect = () => new Client({ connectionString: databaseUrl, application_name: 'mintmark-bulk' })
const [client, beside] = [connect(), connect()]
const places = new Places(setting.orgId)
const sheets = new Sheets(setting, beside)
await Promise.all([client.connect(), beside.connect()])

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
  if (range === 'end') void Promise.all([client.end(), beside.end()]).then(() => port.close())
  else
    work(range).then(
      (written) => port.postMessage({ range, written } satisfies Report),
      (error: unknown) => {
        throw error
      },
    )
})
port.postMessage('ready')
