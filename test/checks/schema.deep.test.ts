import { appendFileSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS, runCheck } from './checks.ts'
import { makeSample } from './sample.ts'

test.each(['db/types.ts', 'db/schema.sql'])('a change by hand in %s is found', { timeout: 120_000 }, async (file) => {
  const folder = makeSample({})
  for (const part of ['db', 'src', 'test']) cpSync(part, join(folder, part), { recursive: true })
  expect(await runCheck(CHECKS.schema, folder)).toMatchObject({ passed: true })

  appendFileSync(join(folder, file), '\n-- by hand\n')
  const { passed, output } = await runCheck(CHECKS.schema, folder)
  expect(passed).toBe(false)
  expect(output).toContain(file)
})
