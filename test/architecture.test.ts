import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MODULES, OWNERS } from './modules.ts'

/** Every file that is or may be committed; none outside a checkout, and then these tests have nothing to say. */
const files: string[] = existsSync('.git')
  ? execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
      .split('\0')
      .filter((path) => path !== '' && existsSync(path))
  : []
const text = (path: string): string => readFileSync(path, 'utf8')

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || !path.startsWith('src/')
const code = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path) && path !== 'db/types.ts')
const source = code.filter((path) => !isTest(path))

test.skipIf(files.length === 0)('the checkout is read', () => {
  expect(files).toContain('package.json')
  expect(code).toContain('test/architecture.test.ts')
})

describe('sizes', () => {
  const lines = (path: string): number => text(path).split('\n').length - 1
  const sizes = code.map((path) => ({ path, lines: lines(path) })).sort((a, b) => a.lines - b.lines)
  const quantile = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)]?.lines ?? 0

  test('no file of code is longer than 400 lines', () => {
    expect(sizes.filter((file) => file.lines > 400)).toEqual([])
  })

  test('most files fit on a screen or three: 19 of 20 within 300 lines, half within 120', () => {
    expect(quantile(0.95)).toBeLessThanOrEqual(300)
    expect(quantile(0.5)).toBeLessThanOrEqual(120)
  })

  test('no folder of code holds more than 15 files', () => {
    const folders = Map.groupBy(
      files.filter((path) => /^(src|test|bench|journeys)\//.test(path)),
      (path) => dirname(path),
    )
    expect([...folders].filter(([, held]) => held.length > 15).map(([folder, held]) => [folder, held.length])).toEqual(
      [],
    )
  })
})

describe('names', () => {
  const VAGUE = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'service', 'services', 'misc'])
  const words = (path: string): string[] =>
    path.split('/').flatMap((part) =>
      part
        .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
        .toLowerCase()
        .split(/[-._]/),
    )

  test('no name that could hold anything', () => {
    expect(code.filter((path) => words(path).some((word) => VAGUE.has(word)))).toEqual([])
  })

  test('no barrels: an import names the file that holds the thing', () => {
    expect(code.filter((path) => basename(path) === 'index.ts')).toEqual([])
  })

  test.skipIf(!existsSync('src/modules'))('only the listed modules, and in each only the eight names', () => {
    const file = /^((rules|policy|queries|commands|jobs|http)\.ts|[\w.-]+\.test\.tsx?)$/
    const folder = /^(rules|queries|commands|jobs|http|routes|parts|threads)$/
    const entries = readdirSync('src/modules', { withFileTypes: true })
    expect(entries.map((entry) => entry.name).filter((name) => !MODULES.some((module) => module === name))).toEqual([])
    const odd = entries.flatMap((module) =>
      readdirSync(`src/modules/${module.name}`, { withFileTypes: true })
        .filter((entry) => !(entry.isDirectory() ? folder : file).test(entry.name))
        .map((entry) => `${module.name}/${entry.name}`),
    )
    expect(odd).toEqual([])
  })
})

test('modules keep no state: the same file runs in the web process, in the page and in the worker', () => {
  const stateful = source.filter((path) => path.startsWith('src/modules/') && /^(export )?(let|var) /m.test(text(path)))
  expect(stateful).toEqual([])
})

describe('ownership of tables', () => {
  // db/schema.sql writes each table's comment above it, and the schema check keeps it true.
  const schema = existsSync('db/schema.sql') ? text('db/schema.sql') : ''
  const tables = [...schema.matchAll(/^create table ([\w.]+)/gm)].map((found) => found[1] ?? '')
  const comments = schema.matchAll(/^-- (\w+): .+\ncreate table ([\w.]+)/gm)
  const owners = new Map([...comments].map((found) => [found[2] ?? '', found[1] ?? '']))

  test.skipIf(schema === '')('every table has a comment that begins with the module that owns it', () => {
    expect(tables.length).toBeGreaterThan(0)
    expect(tables.filter((table) => !OWNERS.includes(owners.get(table) ?? ''))).toEqual([])
  })

  const WRITES = [
    /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([\w.]+)/g,
    /\b(?:insert into|delete from|merge into|truncate(?: table)?|update(?=\s+[\w."]+(?:\s+as\s+\w+|\s+\w)?\s+set\b))\s+([\w."]+)/gi,
  ]
  /** The tables that a text writes, in Kysely's words or in SQL. */
  const written = (source: string): string[] =>
    WRITES.flatMap((pattern) => [...source.matchAll(pattern)].map((found) => (found[1] ?? '').replaceAll('"', '')))

  test('both ways of writing are seen', () => {
    const sample = "db.updateTable('plan as p'); sql`update submission set state = 1`; sql`insert into auth.login (id)`"
    expect(written(sample)).toEqual(['plan', 'submission', 'auth.login'])
    expect(written("db.selectFrom('plan'); // updates the set")).toEqual([])
  })

  test.skipIf(owners.size === 0)('nobody writes the table of another', () => {
    const writer = (path: string): string => /^src\/(?:modules\/)?([^/]+)\//.exec(path)?.[1] ?? path
    const foreign = source
      .filter((path) => !path.startsWith('src/demo/'))
      .flatMap((path) =>
        written(text(path))
          .filter((table) => owners.has(table) && owners.get(table) !== writer(path))
          .map((table) => `${path} writes ${table}, which ${owners.get(table)} owns`),
      )
    expect(foreign).toEqual([])
  })
})

test.skipIf(files.length === 0)('nothing that is committed names a package registry or a folder of one machine', () => {
  const hosts = [
    ['registry', 'npmjs', 'org'],
    ['registry', 'yarnpkg', 'com'],
    ['deb', 'debian', 'org'],
    ['npm', 'pkg', 'github', 'com'],
  ].map((parts) => parts.join('\\.'))
  const folders = [
    ['work', ''],
    ['tmp', 'node24'],
  ].map((parts) => `(?<![\\w.~-])/${parts.join('/')}`)
  const named = RegExp([...hosts, ...folders].join('|'))
  const readable = files.filter((path) => !/\.(png|jpe?g|webp|woff2?|ttf|pdf|ico|gz)$/.test(path))
  const places = readable.flatMap((path) => {
    const found = named.exec(text(path))
    return found ? [`${path}: ${found[0]}`] : []
  })
  expect(places).toEqual([])
})
