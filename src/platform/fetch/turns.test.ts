import { expect, it } from 'vitest'
import { openTurns } from './turns.ts'

const open = (limits: Partial<Parameters<typeof openTurns>[0]> = {}) =>
  openTurns({ atOnce: 2, perHost: 1, waiting: 10, perMinute: 100, ...limits }, () => 0)
const never = new AbortController().signal

it('passes on to who waited for longest and may go', async () => {
  const turns = open()
  const [a, b] = await Promise.all([turns.take('a', never), turns.take('b', never)])
  const order: string[] = []
  const wait = async (host: string, name: string) => {
    const end = await turns.take(host, never)
    order.push(name)
    end?.()
  }
  const all = Promise.all([wait('a', 'a2'), wait('b', 'b2'), wait('c', 'c1'), wait('a', 'a3')])
  b?.()
  a?.()
  await all
  expect(order.toSorted()).toEqual(['a2', 'a3', 'b2', 'c1'])
  expect(order.indexOf('a2')).toBeLessThan(order.indexOf('a3'))
})

it('gives no turn to who left the queue', async () => {
  const turns = open()
  const end = await turns.take('a', never)
  const gone = new AbortController()
  const left = turns.take('a', gone.signal)
  gone.abort()
  expect(await left).toBeNull()
  expect(await turns.take('a', gone.signal)).toBeNull()
  end?.()
  expect(await turns.take('a', never)).toBeTypeOf('function')
})

it('counts all hosts together', async () => {
  const turns = open({ atOnce: 1, waiting: 0 })
  expect(await turns.take('a', never)).toBeTypeOf('function')
  expect(await turns.take('b', never)).toBeNull()
})
