// A server of plain files, in a process of its own: it knows nothing of Mintmark. Usage: node plain-files.ts FOLDER
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, resolve } from 'node:path'

/** By the ending of a file, as such servers know them; what has none is bytes. */
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}
const root = resolve(process.argv[2] ?? '.')

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const place = join(root, normalize(decodeURIComponent(pathname)), pathname.endsWith('/') ? 'index.html' : '')
  readFile(place).then(
    (body) =>
      response.writeHead(200, { 'content-type': TYPES[extname(place)] ?? 'application/octet-stream' }).end(body),
    () => response.writeHead(404).end(),
  )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.on('disconnect', () => process.exit(0))
