// Every verb of the project, on any machine with Node >= 20: installs when the lockfile changed, builds when the source
// changed, then runs the verb under the Node that the lockfile pins. Plain JavaScript, since it runs before all else.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [verb = '', ...args] = process.argv.slice(2)
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...args]
const prettier = ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', '--cache']

/** What each verb runs, one after the other. `npm test -- PATH` runs the tests under that path and nothing else. */
const VERBS = {
  start: { built: true, runs: [['src/web.ts', ...args]] },
  dev: { runs: [['src/web.ts', '--dev', ...args]] },
  build: { built: true, runs: [] },
  check: { runs: [['test/check.ts', ...args]] },
  test: { built: true, runs: args.length ? [vitest] : [['test/check.ts'], vitest] },
  'test:deep': { built: true, runs: [['test/deep.ts', ...args]] },
  'export:site': { runs: [['src/export-site.ts', ...args]] },
  bench: { built: true, runs: [['bench/run.ts', ...args]] },
  schema: { runs: [['db/generate.ts', ...args]] },
  format: { runs: [[...prettier, ...(args.length ? args : ['.'])]] },
}
const pathWith = (node) => ({ ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) })
const source = ['src', 'public', 'vite.config.ts', 'react-router.config.ts', 'package-lock.json']

process.chdir(dirname(fileURLToPath(import.meta.url)))
if (!Object.hasOwn(VERBS, verb)) stop(`Say what to do: node run.mjs ${Object.keys(VERBS).join(' | ')}`)
once('node_modules/.lock-hash', ['package-lock.json'], () => {
  // Not `npm ci`: it refuses a lockfile that lacks optional packages of machines other than the one that wrote it.
  const npm = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  if (!ran('npm', npm, process.execPath)) stop('The packages could not be installed: npm says above why.')
})
const node = pickNode()
if (VERBS[verb].built)
  once('build/.hash', source, () => {
    if (!ran(node, ['node_modules/@react-router/dev/bin.cjs', 'build'], node)) stop('The pages could not be built.')
  })
for (const run of VERBS[verb].runs) await finish(spawn(node, run, { stdio: 'inherit', env: pathWith(node) }))

function pickNode() {
  const pinned = resolve('node_modules/.bin/node')
  if (spawnSync(pinned, ['--version']).status === 0) return pinned
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 11)) return process.execPath
  return stop(`The packages hold no Node for this machine: install Node 24.11 or newer (this is ${process.version}).`)
}

/** Does the work, unless the mark says that it was done for the same files, on the same kind of machine. */
function once(mark, paths, work) {
  const inside = (path) => readdirSync(path, { recursive: true }).map((name) => join(path, name))
  const all = paths.filter(existsSync).flatMap((path) => (statSync(path).isDirectory() ? inside(path) : [path]))
  const files = all.filter((path) => statSync(path).isFile() && !/\.test\.tsx?$/.test(path)).sort()
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file))
  const state = hash.digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === state) return
  rmSync(mark, { force: true })
  work()
  writeFileSync(mark, state)
}

function ran(command, args, node) {
  return spawnSync(command, args, { stdio: 'inherit', env: pathWith(node), shell: command === 'npm' }).status === 0
}

/** Hands our signals to the child, and ends with its exit code unless that is 0. */
function finish(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const end = (code, signal) => code === 0 || process.exit(code ?? 128 + constants.signals[signal])
  return new Promise((done) => child.on('exit', (code, signal) => done(end(code, signal))))
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
