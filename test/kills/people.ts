import { demoCookie } from '../program/program.ts'
import type { Educator } from './ledger.ts'
import { acknowledged, cutOff, ledTo, read, send, type Round } from './round.ts'

let added = 0

/** A new educator: added by the admin, signed in by the mailed link. */
export async function addEducator(round: Round, admin: string): Promise<Educator> {
  const email = `writer-${(added += 1)}@kills.example`
  const page = await read(round, '/people', admin)
  const organisationId = /<option value="([^"]+)">Riverbend Middle School/.exec(page)?.[1] ?? ''
  const person = { intent: 'person', name: `Writer ${added}`, email, organisationId, kind: 'educator' }
  const made = await send(round, '/people', { cookie: admin, fields: person })
  if (made.status !== 200) throw new Error(`Adding ${email} was answered with ${made.status}`)
  round.ledger.people.push(email)
  acknowledged(round, 'person')
  await send(round, '/sign-in', { fields: { intent: 'link', email, password: '', next: '/me' } })
  const entered = await send(round, '/sign-in/link', { fields: { token: await tokenFor(round, admin, email) } })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0]
  if (ledTo(entered) === null || cookie === undefined) throw new Error(`${email} could not sign in: ${entered.status}`)
  acknowledged(round, 'session')
  const educator: Educator = { email, cookie, pursuits: new Map(), tired: false }
  round.ledger.educators.push(educator)
  return educator
}

/** The token in the letter, which is written a moment after it was asked for. */
async function tokenFor(round: Round, admin: string, email: string): Promise<string> {
  const inLetter = new RegExp(`To (?:<!-- -->)?${email}(?:(?!<article)[\\s\\S])*?token=([A-Za-z0-9_-]+)`)
  for (let tries = 0; tries < 200; tries += 1) {
    const token = inLetter.exec(await read(round, '/dev/mail', admin))?.[1]
    if (token !== undefined) return token
  }
  throw new Error(`The sign-in link of ${email} was not mailed`)
}

/** Cookies of the demo people who are signed in; they stay signed in over the kills. */
export async function cookieOf(round: Round, cookies: Map<string, string>, person: string): Promise<string> {
  const cookie = cookies.get(person) ?? (await cutOff(round, demoCookie(round.base, person)))
  cookies.set(person, cookie)
  return cookie
}
