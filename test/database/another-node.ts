import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type AnotherNode = {
  pid: number
  /** What the program first gave to say(). */
  said: unknown
  /** kill -9, and waits until the process is gone. */
  kill: () => Promise<void>
}

/**
 * Runs a program in another Node process and resolves when it first calls say(value); rejects with what it printed when
 * it ends before. `root` in the program is the URL of the repository.
 */
export async function inAnotherNode(program: string, env: NodeJS.ProcessEnv = process.env): Promise<AnotherNode> {
  const prelude = `
    const root = ${JSON.stringify(new URL('../..', import.meta.url).href)}
    const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${prelude}\n${program}`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const said = await new Promise<unknown>((done, fail) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => done(JSON.parse(text)))
    child.once('error', fail)
    child.once('close', () => fail(new Error(`The other process ended: ${printed}`)))
  })
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid ?? -1, said, kill }
}
