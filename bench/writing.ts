import { setTimeout as pause } from 'node:timers/promises'
import { demoCookie } from '../test/program/program.ts'

const SLUG = 'developing-driving-questions'
const PROMPT = 'p1'
const SENTENCE = 'Learners compare how fast water passes through two soils before they choose where to plant. '

type Writer = { cookie: string; url: string; revision: number; body: string }

/** Lets so many educators write at once for so long, a save a second each as autosave does; gives each save's milliseconds. */
export async function writeFor(
  base: string,
  { educators, seconds }: { educators: number; seconds: number },
): Promise<number[]> {
  const writers: Writer[] = []
  for (let n = 0; n < educators; n++) writers.push(await newWriter(base, n))
  const latencies: number[] = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    writers.map(async (writer, n) => {
      await pause((1000 / educators) * n)
      while (performance.now() < until) {
        const began = performance.now()
        await save(base, writer)
        const took = performance.now() - began
        latencies.push(took)
        await pause(Math.max(0, 1000 - took))
      }
    }),
  )
  return latencies
}

async function save(base: string, writer: Writer): Promise<void> {
  writer.body = (writer.body + SENTENCE).slice(-4000)
  const answer = await fetch(writer.url, {
    method: 'PUT',
    headers: { cookie: writer.cookie, 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ body: writer.body, baseRevision: writer.revision }),
  })
  if (answer.status !== 200) throw new Error(`A save was answered with ${answer.status}: ${await answer.text()}`)
  writer.revision = ((await answer.json()) as { revision: number }).revision
}

/** A new educator, added by the admin, signed in by the mailed link, at work on a micro-credential of their own. */
async function newWriter(base: string, n: number): Promise<Writer> {
  const email = `writer-${n}@bench.example`
  const admin = await demoCookie(base, 'admin')
  const page = await (await fetch(`${base}/people`, { headers: { cookie: admin } })).text()
  const school = /<option value="([^"]+)">Riverbend Middle School/.exec(page)?.[1] ?? ''
  await post(base, '/people', admin, {
    intent: 'person',
    name: `Writer ${n}`,
    email,
    organisationId: school,
    kind: 'educator',
  })
  await post(base, '/sign-in', '', { intent: 'link', email, password: '', next: '/me' })
  const letters = await (await fetch(`${base}/dev/mail`, { headers: { cookie: admin } })).text()
  const token = new RegExp(`${email}[\\s\\S]*?token=([A-Za-z0-9_-]+)`).exec(letters)?.[1] ?? ''
  const signedIn = await post(base, '/sign-in/link', '', { token })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const started = await post(base, '/pursuits', cookie, { micro_credential: SLUG })
  const pursuit = /\/pursuits\/([0-9a-f-]+)/.exec(started.headers.get('location') ?? '')?.[1]
  if (pursuit === undefined) throw new Error(`${email} could not start: ${started.status} ${await started.text()}`)
  return { cookie, url: `${base}/pursuits/${pursuit}/responses/${PROMPT}`, revision: 0, body: '' }
}

const post = (base: string, path: string, cookie: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: { cookie, origin: base },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
