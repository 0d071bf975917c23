import { chain } from './chain.ts'
import { credentials } from './credentials/credentials.ts'
import { medallions } from './medallions/medallions.ts'
import { search } from './search/search.ts'

/** A benchmark answers with figures by name; numbers are in the unit that the name ends in. */
export type Benchmark = () => Promise<Record<string, number>>

const BENCHMARKS: Record<string, Benchmark> = { chain, credentials, medallions, search }

const [name = '', ...flags] = process.argv.slice(2)
const benchmark = BENCHMARKS[name]

if (benchmark === undefined) {
  process.stderr.write(`Say which benchmark: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')} [--json]\n`)
  process.exit(2)
}

const figures = await benchmark()
if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`)
else for (const [figure, value] of Object.entries(figures)) process.stdout.write(`${figure.padEnd(28)} ${value}\n`)
process.exit(0)
