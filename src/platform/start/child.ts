import { spawn, type ChildProcess } from 'node:child_process'
import type { Log } from './log.ts'

/** A companion process that is started again when it ends by itself, a little later each time. */
export function keepRunning(
  file: string,
  env: Record<string, string | undefined>,
  log: Log,
): { stop: () => Promise<void> } {
  let child: ChildProcess | null = null
  let stopping = false
  let pause = 500
  const start = () => {
    const began = Date.now()
    child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.once('exit', (code, signal) => {
      child = null
      if (stopping) return
      pause = Date.now() - began > 60_000 ? 500 : Math.min(pause * 2, 30_000)
      log.error({ file, code, signal, pause }, 'A companion process ended and will be started again')
      setTimeout(start, pause).unref()
    })
  }
  start()
  return {
    stop: () =>
      new Promise((done) => {
        stopping = true
        if (child === null) return done()
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}
