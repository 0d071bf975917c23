import { availableParallelism } from 'node:os'
import { CHECKS, ROUTE_TYPES, runCheck, type Check, type CheckName } from './checks/checks.ts'

// `npm run check`, or `npm run check -- lint types` for some: runs them side by side, prints one line for each, and
// what it said where it failed.
const isCheck = (name: string): name is CheckName => Object.hasOwn(CHECKS, name)
const names = Object.keys(CHECKS).filter(isCheck)
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !isCheck(name))
if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(', ')}. The checks are ${names.join(', ')}.`)
  process.exit(2)
}

const failed: string[] = []
const waiting = asked.length > 0 ? asked.filter(isCheck) : names

async function report(name: string, check: Check): Promise<void> {
  const start = performance.now()
  const { passed, output } = await runCheck(check, process.cwd())
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(11)} ${seconds.padStart(5)} s`)
  if (passed) return
  failed.push(name)
  console.log(output.trimEnd())
}

async function work(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await report(name, CHECKS[name])
}

await report('route types', ROUTE_TYPES)
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
if (failed.length > 0) {
  console.error(`\nNot yet: ${failed.join(', ')}.`)
  process.exit(1)
}
