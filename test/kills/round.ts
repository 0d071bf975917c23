import { count, type Ledger } from './ledger.ts'
import type { Random } from './moments.ts'

/** One life of the program, from its ready line to its kill. */
export type Round = {
  base: string
  ledger: Ledger
  random: Random
  /** Set just before the kill: from then on a request may find nobody. */
  ending: boolean
}

/** A request that the kill cut off: the writer stops where it is. */
class CutOff extends Error {}

export type Sent = {
  method?: string
  cookie?: string
  json?: unknown
  fields?: Record<string, string>
  form?: FormData
}

/** Sends a request as a page of the program would. Throws CutOff when the program was killed meanwhile. */
export async function send(round: Round, path: string, sent: Sent = {}): Promise<Response> {
  const { json, fields, form, cookie = '' } = sent
  const body = form ?? (fields ? new URLSearchParams(fields) : json === undefined ? null : JSON.stringify(json))
  const headers = { cookie, origin: round.base, ...(json === undefined ? {} : { 'content-type': 'application/json' }) }
  const method = sent.method ?? (body === null ? 'GET' : 'POST')
  const answer = await cutOff(round, fetch(`${round.base}${path}`, { method, headers, body, redirect: 'manual' }))
  if (answer.status >= 500) throw new Error(`${method} ${path} was answered with ${answer.status}`)
  if (answer.headers.get('location')?.startsWith('/sign-in') === true && path !== '/sign-in')
    throw new Error(`${method} ${path} asks to sign in, although a session was acknowledged`)
  return answer
}

/** What was read of an answer, unless the kill came in the middle of it. */
export async function cutOff<T>(round: Round, reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (round.ending) throw new CutOff()
    throw error
  }
}

export const read = async (round: Round, path: string, cookie: string): Promise<string> => {
  const answer = await send(round, path, { cookie })
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`)
  return cutOff(round, answer.text())
}

/** Notes that something was acknowledged, as soon as the first byte of the answer is here. */
export const acknowledged = ({ ledger }: Round, what: string): unknown => count(ledger, what)

/** Where a form that was taken leads to; null when it was refused. */
export const ledTo = (answer: Response): string | null =>
  answer.status === 302 || answer.status === 303 ? answer.headers.get('location') : null

/** Does something that a kill may cut off. */
export async function asLongAsItRuns(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof CutOff)) throw error
  }
}

/** Goes on with something until the kill. */
export const untilCutOff = (step: () => Promise<void>): Promise<void> =>
  asLongAsItRuns(async () => {
    for (;;) await step()
  })
