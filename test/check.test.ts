import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { CHECKS, ROUTE_TYPES, runCheck, type CheckName } from './checks/checks.ts'
import { makeSample } from './checks/sample.ts'

// Each check is seen to fail once, on a tiny project that breaks its rule. A check that cannot fail protects nothing.

async function check(
  name: CheckName,
  files: Record<string, string>,
  ...options: string[]
): Promise<{ passed: boolean; output: string }> {
  const folder = makeSample(files)
  if (name === 'types') await runCheck(ROUTE_TYPES, folder)
  const { passed, output } = await runCheck(
    { ...CHECKS[name], commands: CHECKS[name].commands.map((command) => [...command, ...options]) },
    folder,
  )
  return { passed, output: stripVTControlCharacters(output) }
}

test('types', { timeout: 30_000 }, async () => {
  const { passed, output } = await check('types', {
    'src/sound.ts': 'export const one: number = 1\n',
    'src/wrong.ts': "export const one: number = 'one'",
    'src/absent.ts': 'export const first = (of: string[]): string => of[0]',
    'src/exact.ts': 'export const one: { a?: string } = { a: undefined }',
    'src/value.ts': "import { PathLike } from 'node:fs'\nexport type P = PathLike",
    'src/enum.ts': 'export enum State { Draft }',
    'src/override.ts': "export class A extends Error { name = 'A' }",
    'src/through.ts': 'export const f = (n: number) => { switch (n) { case 1: n++; case 2: return n } return 0 }',
    'src/pages.tsx':
      "import type { Route } from './+types/home'\nexport const of = (props: Route.ComponentProps): number => props.params",
    'src/nowhere.tsx': "export type { Route } from './+types/nowhere'",
  })
  expect(passed).toBe(false)
  expect([...output.matchAll(/(src\/\w+\.tsx?)\(.* (TS\d+):/g)].map((hit) => `${hit[1]} ${hit[2]}`).sort()).toEqual([
    'src/absent.ts TS2322',
    'src/enum.ts TS1294',
    'src/exact.ts TS2375',
    'src/nowhere.tsx TS2307',
    'src/override.ts TS4114',
    'src/pages.tsx TS2322',
    'src/through.ts TS7029',
    'src/value.ts TS1484',
    'src/wrong.ts TS2322',
  ])
})

const LINTED = {
  'src/sound.ts': 'export const one = async (): Promise<number> => Promise.resolve(1)\n',
  'src/floating.ts': "import { one } from './sound.ts'\n\nexport function start(): void {\n  one()\n}\n",
  'src/misused.ts': "import { one } from './sound.ts'\n\nexport const yes = (): string => (one() ? 'yes' : 'no')\n",
  'src/awaited.ts': 'export const two = async (of: { n: number }): Promise<number> => await of.n\n',
  'src/any.ts': 'export const three = (x: any): string => String(x)\n',
  'src/unused.ts': 'const four = 4\n\nexport {}\n',
  'src/equal.ts': 'export const five = (x: unknown): boolean => x == 5\n',
  'src/long.ts': `${'export {}\n'.repeat(401)}`,
  'src/hook.tsx': "import { useId } from 'react'\n\nexport const use = (on: boolean) => on && useId()\n",
  'src/picture.tsx': 'export const Picture = () => <img src="/medal.svg" />\n',
}

test('lint', { timeout: 30_000 }, async () => {
  // Its own choice of format depends on the terminal, on CI and on who seems to ask.
  const { passed, output } = await check('lint', LINTED, '--format=unix')
  expect(passed).toBe(false)
  const found = [...output.matchAll(/^(src\/[\w.]+):.*\[Error\/([\w-]+\([\w-]+\))\]$/gm)].map(
    (hit) => `${hit[1]} ${hit[2]}`,
  )
  expect(found.sort()).toEqual([
    'src/any.ts typescript(no-explicit-any)',
    'src/awaited.ts typescript(await-thenable)',
    'src/equal.ts eslint(eqeqeq)',
    'src/floating.ts typescript(no-floating-promises)',
    'src/hook.tsx react-hooks(rules-of-hooks)',
    'src/long.ts eslint(max-lines)',
    'src/misused.ts typescript(no-misused-promises)',
    'src/picture.tsx jsx-a11y(alt-text)',
    'src/unused.ts eslint(no-unused-vars)',
  ])
})

test('format', { timeout: 30_000 }, async () => {
  const { passed, output } = await check('format', { 'src/semi.ts': 'export const one = "one";\n' })
  expect(passed).toBe(false)
  expect(output.match(/src\/[\w.]+/g)).toEqual(['src/semi.ts'])
})

test('unused code', { timeout: 30_000 }, async () => {
  const { passed, output } = await check('unused', {
    'src/web.ts': "import { used } from './used.ts'\n\nimport 'not-in-package-json'\n\nused()\n",
    'src/used.ts': 'export const used = (): number => 1\nexport const spare = 2\n',
    'src/forgotten.ts': 'export const three = 3\n',
  })
  expect(passed).toBe(false)
  expect(output).toMatch(/Unused files[^]*src\/forgotten\.ts/)
  expect(output).toMatch(/Unused exports[^]*spare +src\/used\.ts/)
  expect(output).toMatch(/Unlisted dependencies[^]*not-in-package-json/)
})

test('content', { timeout: 30_000 }, async () => {
  const { passed, output } = await check('content', {
    'content/pbl/badge.yaml': 'id: one\n',
    'content/pbl/medallions/one.yaml': 'id: one\n',
    'content/frameworks/one.yaml': 'id: one\n',
  })
  expect(passed).toBe(false)
  expect(output).toMatch(/^one\.yaml:1: name is missing\.$/m)
})
