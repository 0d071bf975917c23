import { copyFile, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { dayInWords } from './days.ts'

const evidence = z.union([
  z.strictObject({ prompt: z.string(), file: z.string() }),
  z.strictObject({ prompt: z.string(), link: z.url(), name: z.string() }),
])

const shape = z.strictObject({
  micro_credential: z.string(),
  responses: z.record(z.string(), z.string()),
  evidence: z.array(evidence),
  self_assessment: z.record(z.string(), z.string()),
  /** What the assessor says, where the work was decided. */
  scores: z.record(z.string(), z.strictObject({ level: z.string(), comment: z.string().default('') })).default({}),
})

/** One educator's work on one micro-credential, with what an assessor says about it. */
export type Work = z.infer<typeof shape>

const at = (name: string): string => fileURLToPath(new URL(`./work/${name}`, import.meta.url))

/** Reads work/<name>.yaml; `{day 12}` in it becomes the twelfth business day before now, as a teacher writes it. */
export async function readWork(name: string, now: Date): Promise<Work> {
  const text = await readFile(at(`${name}.yaml`), 'utf8')
  return shape.parse(parse(text.replaceAll(/\{day (\d+)\}/g, (_, n: string) => dayInWords(now, Number(n)))))
}

/** A copy of work/files/<name> that may be moved away, as an upload is. */
export async function copyOfFile(name: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'mintmark-demo-')), name)
  await copyFile(at(`files/${name}`), path)
  return path
}
