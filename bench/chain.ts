import autocannon from 'autocannon'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { freshFolder, removeFolder, startProgram, type Program } from '../test/program/program.ts'
import { pssOfTree } from './memory.ts'
import { writeFor } from './writing.ts'

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The whole chain on this machine: public pages against a bare answer, autosave with 50 educators, start and memory. */
export async function chain(): Promise<Record<string, number>> {
  const dataDir = freshFolder()
  try {
    await (await startProgram({ dataDir })).stop()
    const began = performance.now()
    const program = await startProgram({ dataDir })
    const start_ms = round(performance.now() - began, 0)
    try {
      // At rest: the jobs of the start are done and the garbage of the start has had its time.
      await pause(5000)
      const pss_rest_mb = round(pssOfTree(program.pid), 0)
      const writing = await measureWriting(program)
      return { ...(await measurePages()), ...writing, start_ms, pss_rest_mb }
    } finally {
      await program.stop()
    }
  } finally {
    removeFolder(dataDir)
  }
}

async function measureWriting(program: Program) {
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, pssOfTree(program.pid))), 1000)
  const latencies = await writeFor(program.url, { educators: 50, seconds: 20 })
  clearInterval(watch)
  latencies.sort((a, b) => a - b)
  const quantile = (share: number) =>
    round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0, 1)
  return {
    autosave_p50_ms: quantile(0.5),
    autosave_p99_ms: quantile(0.99),
    autosaves: latencies.length,
    pss_load_mb: round(most, 0),
  }
}

type Ports = { program: number; bare: number; credential: string }

/** Requests a second of two public pages and of a bare Hono answer with the same bytes, all in one process, in turns. */
async function measurePages() {
  const server = fork('bench/pages-server.ts', {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  try {
    const [ports] = (await once(server, 'message')) as [Ports]
    const ratio = async (path: string) => {
      const ratios: number[] = []
      for (let turn = 0; turn < 5; turn++) {
        const ours = await rate(`http://localhost:${ports.program}${path}`)
        const bare = await rate(`http://localhost:${ports.bare}${path}`)
        ratios.push(ours / bare)
      }
      return round(median(ratios), 2)
    }
    return {
      catalogue_vs_bare: await ratio('/catalogue'),
      credential_page_vs_bare: await ratio(`/credentials/${ports.credential}`),
    }
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  }
}

async function rate(url: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections: 16,
    duration: 3,
    headers: { 'accept-encoding': 'gzip' },
  })
  if (non2xx > 0 || errors > 0)
    throw new Error(`${url} answered ${non2xx} times with an error and broke ${errors} times.`)
  return requests.average
}
