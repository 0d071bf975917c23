import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { selfSigned } from './self-signed.ts'

const status = (port: number, ca: string | undefined): Promise<number | string> =>
  new Promise((resolve) => {
    get({ port, host: 'localhost', ...(ca === undefined ? {} : { ca }) }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    }).on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? ''))
  })

test('a certificate for localhost: good to who was told of it, and to nobody else', async () => {
  const pair = await selfSigned()
  const server = createServer(pair, (_, response) => response.end())
  await new Promise<void>((ready) => server.listen(0, ready))
  const { port } = server.address() as AddressInfo
  expect(await status(port, pair.cert)).toBe(200)
  expect(await status(port, undefined)).toMatch(/SELF_SIGNED/)
  expect(await status(port, (await selfSigned()).cert)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
  server.close()
})
