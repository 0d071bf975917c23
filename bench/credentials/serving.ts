/** P11 and P12: what verifiers ask for all day, from a server in a process of its own. */

import autocannon from 'autocannon'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { perSecond, ratio, type Rates } from './rounds.ts'

const CONNECTIONS = 64
const ROUNDS = 15

export async function serving(): Promise<Record<string, number>> {
  const server = fork('bench/credentials/server.ts', {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  try {
    const [{ port, list }] = (await once(server, 'message')) as [{ port: number; list: string }]
    const base = `http://127.0.0.1:${port}`
    const { headers } = await fetch(`${base}/status-lists/${list}`)
    const asked = { 'if-none-match': headers.get('etag') ?? '' }
    const rates: Rates = { two_bytes: [], not_modified: [], single_lookup: [], merged_lookup: [] }
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, path, sent] of [
        ['two_bytes', '/two-bytes', {}],
        ['not_modified', `/status-lists/${list}`, asked],
        ['single_lookup', '/single', {}],
        ['merged_lookup', '/merged', {}],
      ] as const) {
        const rate = await answersPerSecond(`${base}${path}`, sent, name === 'not_modified' ? 304 : 200)
        // The first round warms.
        if (round > 0) rates[name]?.push(rate)
      }
    return {
      P11: ratio(rates, 'not_modified', 'two_bytes'),
      P12: ratio(rates, 'merged_lookup', 'single_lookup'),
      two_bytes_per_s: perSecond(rates, 'two_bytes'),
      not_modified_per_s: perSecond(rates, 'not_modified'),
      single_lookup_per_s: perSecond(rates, 'single_lookup'),
      merged_lookup_per_s: perSecond(rates, 'merged_lookup'),
    }
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  }
}

async function answersPerSecond(url: string, headers: Record<string, string>, status: number): Promise<number> {
  const { requests, errors, statusCodeStats } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: 1,
    headers,
  })
  const others = Object.keys(statusCodeStats ?? {}).filter((code) => code !== String(status))
  if (errors > 0 || others.length > 0) throw new Error(`${url} answered ${others.join()} or broke ${errors} times.`)
  return requests.average
}
