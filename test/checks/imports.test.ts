import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { CHECKS, runCheck } from './checks.ts'
import { makeSample } from './sample.ts'

// One broken import for every import rule, all in one tiny project, and the same project without them.

const m = 'src/modules'

/** What may be written; everything here must pass. */
const SOUND = {
  'db/types.ts': 'export type DB = { plan: { id: string } }\n',
  'src/web.ts': `import './demo/people.ts'\nimport './worker.ts'\nimport './modules/credentials/http.ts'\n`,
  'src/worker.ts': `import './modules/assessment/jobs.ts'\nimport './modules/credentials/threads/sign.ts'\n`,
  'src/events.ts': `import { z } from 'zod'\nexport const EVENTS = z.object({})\n`,
  'src/demo/people.ts': `import '../modules/submissions/commands.ts'\n`,
  'src/platform/actor.ts': `export type Actor = { id: string }\n`,
  'src/platform/database.ts': `import type { DB } from '#db/types.ts'\nimport { Kysely } from 'kysely'\nimport '../events.ts'\nexport type Db = Kysely<DB>\n`,
  'src/shell/Frame.tsx': `import '../ui/Field.tsx'\nimport '../modules/people/queries.ts'\n`,
  'src/ui/Field.tsx': `import 'react'\nexport {}\n`,
  'src/home.tsx': `import './shell/Frame.tsx'\nexport default () => null\n`,
  [`${m}/people/rules.ts`]: `import type { Actor } from '../../platform/actor.ts'\nexport type A = Actor\n`,
  [`${m}/people/policy.ts`]: `import './rules.ts'\n`,
  [`${m}/people/queries.ts`]: `import type { Db } from '../../platform/database.ts'\nimport './rules.ts'\nexport type D = Db\n`,
  [`${m}/people/parts/Name.tsx`]: `import '../rules.ts'\nimport '../../../ui/Field.tsx'\n`,
  [`${m}/submissions/rules/states.ts`]: `import '../../people/rules.ts'\n`,
  [`${m}/submissions/queries/plan.ts`]: `import '../rules/states.ts'\nimport '#src/platform/database.ts'\n`,
  [`${m}/submissions/commands.ts`]: `import './queries/plan.ts'\nimport '../people/policy.ts'\nimport '#src/platform/database.ts'\n`,
  [`${m}/submissions/commands.test.ts`]: `import './commands.ts'\nimport '../assessment/commands.ts'\nimport '#test/modules.ts'\n`,
  [`${m}/assessment/commands.ts`]: `import '../submissions/queries/plan.ts'\n`,
  [`${m}/assessment/jobs.ts`]: `import './commands.ts'\nimport '../../events.ts'\n`,
  [`${m}/assessment/routes/queue.tsx`]: `import '../commands.ts'\nimport '../../people/parts/Name.tsx'\nimport '../../../ui/Field.tsx'\n`,
  [`${m}/credentials/http.ts`]: `import 'hono'\nimport '../submissions/queries/plan.ts'\n`,
  [`${m}/credentials/threads/sign.ts`]: `import 'node:crypto'\nimport '../rules.ts'\n`,
  [`${m}/credentials/rules.ts`]: `import 'zod'\nexport {}\n`,
}

/** What may not, each as `file > import`, under the rule that must say so. */
const BROKEN: Record<string, [file: string, name: string]> = {
  'people-imports-up-the-list': [`${m}/people/commands.ts`, '../submissions/rules/states.ts'],
  'submissions-imports-up-the-list': [`${m}/submissions/routes/plan.ts`, '../../credentials/rules.ts'],
  'only-listed-modules': [`${m}/assessment/routes/extra.ts`, '../../extras/rules.ts'],
  'commands-jobs-routes-are-private': [`${m}/assessment/routes/take.ts`, '../../submissions/commands.ts'],
  'rules-layer': [`${m}/people/rules/names.ts`, '../../../platform/database.ts'],
  'policy-layer': [`${m}/submissions/policy.ts`, './queries/plan.ts'],
  'queries-layer': [`${m}/assessment/queries.ts`, '../submissions/queries/plan.ts'],
  'commands-layer': [`${m}/credentials/commands.ts`, './http.ts'],
  'jobs-layer': [`${m}/submissions/jobs.ts`, './queries/plan.ts'],
  'threads-layer': [`${m}/credentials/threads/read.ts`, '../queries.ts'],
  'parts-layer': [`${m}/people/parts/People.tsx`, '../queries.ts'],
  'pages-know-no-frame': [`${m}/people/routes/me.ts`, '../../../worker.ts'],
  'rules-touch-no-world': [`${m}/people/rules/pool.ts`, 'pg'],
  'rules-touch-no-node': [`${m}/people/rules/disk.ts`, 'node:fs'],
  'parts-touch-no-node': [`${m}/people/parts/Print.tsx`, 'node:crypto'],
  'platform-knows-no-domain': ['src/platform/mail.ts', '../modules/people/rules.ts'],
  'ui-knows-no-domain': ['src/ui/Person.tsx', '../modules/people/rules.ts'],
  'shell-asks-like-a-module': ['src/shell/Menu.tsx', '../modules/submissions/commands.ts'],
  'events-know-nothing': ['src/events.ts', './platform/actor.ts'],
  'demo-stays-outside': ['src/worker.ts', './demo/people.ts'],
  'no-circular': [`${m}/insights/rules/a.ts`, './b.ts'],
  'not-to-test': ['src/platform/clock.ts', '../../test/modules.ts'],
  'not-to-dev-dep': ['src/platform/load.ts', 'autocannon'],
  'code-imports-no-page': [`${m}/people/http.ts`, './parts/Name.tsx'],
  'not-to-unresolvable': ['src/platform/lost.ts', './nowhere.ts'],
}
const BESIDE = {
  [`${m}/extras/rules.ts`]: 'export {}\n',
  [`${m}/credentials/queries.ts`]: `import './rules.ts'\n`,
  [`${m}/insights/rules/b.ts`]: `import './a.ts'\n`,
  'src/ui/forgotten.ts': 'export const nobody = 1\n',
}

async function violations(
  files: Record<string, string>,
): Promise<{ passed: boolean; found: string[]; output: string }> {
  const { passed, output } = await runCheck(CHECKS.imports, makeSample(files))
  const plain = stripVTControlCharacters(output)
  return {
    passed,
    found: [...plain.matchAll(/^ +error ([\w-]+): (\S+)/gm)].map((hit) => `${hit[1]}: ${hit[2]}`),
    output: plain,
  }
}

test('what the layout allows passes', { timeout: 30_000 }, async () => {
  expect(await violations(SOUND)).toMatchObject({ found: [], passed: true })
})

test('every import rule refuses what it is for, and nothing else', { timeout: 30_000 }, async () => {
  const files: Record<string, string> = { ...SOUND, ...BESIDE }
  for (const [rule, [file, name]] of Object.entries(BROKEN)) {
    // Types bind as much as values do, except where a rule says otherwise.
    const form = rule === 'rules-layer' ? `import type { Db } from '${name}'\nexport type D = Db` : `import '${name}'`
    files[file] = `${files[file] ?? ''}${form}\n`
  }
  const { passed, found } = await violations(files)
  expect(passed).toBe(false)
  const expected = Object.entries(BROKEN).map(([rule, [file]]) => `${rule}: ${file}`)
  expect(found.sort()).toEqual([...expected, 'no-orphans: src/ui/forgotten.ts'].sort())
})

test('a check that read no TypeScript does not pass', { timeout: 30_000 }, async () => {
  const settings = readFileSync('.dependency-cruiser.mjs', 'utf8').replace(
    "exclude: { path: '",
    "exclude: { path: '\\\\.tsx?$|",
  )
  const { passed, output } = await violations({ ...SOUND, '.dependency-cruiser.mjs': settings })
  expect(output).toContain('0 modules')
  expect(passed).toBe(false)
})
