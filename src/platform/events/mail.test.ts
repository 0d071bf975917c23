import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { NOON } from '#test/factories/factories.ts'
import { inTransaction } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { forgetMailFiles, keepFile, listMail, queueMail, sendMail } from './mail.ts'

const { db } = await testDatabase()

/** A mail server that takes everything and keeps the letters as they came. */
const taken: string[] = []
const server = createServer((socket) => {
  let letter: string | null = null
  socket.write('220 test\r\n')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    if (letter !== null) letter += chunk
    if (letter?.endsWith('\r\n.\r\n')) {
      taken.push(letter)
      letter = null
      socket.write('250 ok\r\n')
    } else if (letter === null)
      for (const line of chunk.split('\r\n').filter((each) => each !== '')) {
        if (line === 'DATA') letter = ''
        socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => server.close())
const { port } = server.address() as AddressInfo
const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Mintmark <mintmark@test.example>' }

test('a letter carries its own headers and its file, and is sent once', async () => {
  const [id, fileId] = [newId(), newId()]
  const headers = {
    'List-Unsubscribe': '<https://mint.example/stop>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  const file = { id: fileId, name: 'Report.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-paper') }
  // A job that runs twice.
  for (let run = 0; run < 2; run += 1)
    await inTransaction(db, async (tx) => {
      await keepFile(tx, file, NOON)
      await queueMail(tx, { to: 'a@test.example', subject: 'Report', body: 'Attached.', headers, fileId }, NOON, id)
    })
  for (let run = 0; run < 2; run += 1) await sendMail(db, settings, { id }, NOON)
  expect(taken).toHaveLength(1)
  for (const said of [
    'List-Unsubscribe: <https://mint.example/stop>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'filename=Report.pdf',
    Buffer.from('%PDF-paper').toString('base64'),
  ])
    expect(taken[0]).toContain(said)
})

test('a file is forgotten after its time, and its letter stays', async () => {
  await forgetMailFiles(db, NOON)
  expect(await db.selectFrom('mail_file').select('id').execute()).toHaveLength(1)
  await forgetMailFiles(db, new Date(NOON.getTime() + 1))
  expect(await db.selectFrom('mail_file').select('id').execute()).toHaveLength(0)
  expect(await listMail(db, 10)).toHaveLength(1)
})
