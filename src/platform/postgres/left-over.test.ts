import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { serves } from './left-over.ts'
import { processStart } from './processes.ts'

test('a process that was killed and gives its memory back has ended, whatever the system still tells of it', async () => {
  // Much memory, so that giving it back takes a while that can be watched.
  const child = spawn(
    process.execPath,
    ['-e', 'const kept = Buffer.alloc(3e8, 1); console.log(kept.length); setInterval(() => kept, 1000)'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  await once(child.stdout, 'data')
  const pid = child.pid ?? 0
  child.kill('SIGKILL')
  const end = Date.now() + 5000
  let served = false
  do served ||= serves(pid, tmpdir())
  while (processStart(pid) !== null && Date.now() < end)
  expect(served).toBe(false)
  expect(processStart(pid)).toBeNull()
})
