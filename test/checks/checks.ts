import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** One thing `npm run check` asks: commands for Node, run in turn, and words that mean failure whatever the exit code. */
export type Check = { commands: readonly (readonly string[])[]; refuse?: RegExp }

const bin = (path: string, ...args: string[]): string[] => [`node_modules/${path}`, ...args]

/** Writes the types of every page's data beside it, which the checks of types, lint and unused code read. */
export const ROUTE_TYPES: Check = { commands: [bin('@react-router/dev/bin.cjs', 'typegen')] }

/** Every check by name. They read their settings in the folder where they run, so tests run them on small samples. */
export const CHECKS = {
  types: { commands: [bin('typescript/bin/tsc')] },
  lint: { commands: [bin('oxlint/bin/oxlint')] },
  format: { commands: [bin('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--cache', '.')] },
  imports: {
    commands: [bin('dependency-cruiser/bin/dependency-cruiser.mjs', '--output-type=err-long', '.')],
    // It is content when it could read nothing, and then no rule holds.
    refuse: /\b0 modules|, 0 dependencies|missing-swc/,
  },
  unused: { commands: [bin('knip/bin/knip.js', '--no-progress')] },
  schema: { commands: [['db/generate.ts', '--check']] },
  content: { commands: [[join(import.meta.dirname, 'content/check.ts')]] },
} as const satisfies Record<string, Check>

export type CheckName = keyof typeof CHECKS

/** Runs one command of Node in a folder; resolves with all that it printed, and never rejects for its exit code. */
const runNode = (args: readonly string[], folder: string): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })

/** Runs a check in a folder and stops at its first command that fails. */
export async function runCheck(check: Check, folder: string): Promise<{ passed: boolean; output: string }> {
  let printed = ''
  for (const command of check.commands) {
    const { code, output } = await runNode(command, folder)
    printed += output
    if (code !== 0 || check.refuse?.test(output)) return { passed: false, output: printed }
  }
  return { passed: true, output: printed }
}
