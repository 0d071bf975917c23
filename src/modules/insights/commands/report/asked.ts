import { listOrganisations, type Organisation } from '../../../people/queries/organisations.ts'
import { rolesOf } from '../../../people/rules.ts'
import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { mayReport } from '../../policy.ts'
import { clockIn } from '../../rules/calendar.ts'
import { periodOf, type Period } from '../../rules/report/period.ts'
import { listMedallionsFor } from './board.ts'

export type AskedReport = {
  organisation: Organisation
  medallionId: string | null
  period: Period
  /** What is wrong with the days that were asked for */
  wrong: string | null
  /** What may be chosen: the organisations that the actor answers for, and the medallions of the chosen one */
  organisations: Organisation[]
  medallions: { id: string; title: string }[]
}

/** All organisations that a leader answers for: those of their roles first, then those below. */
async function listLed(db: Db, actor: Actor): Promise<Organisation[]> {
  const roles = rolesOf(actor, 'leader')
  const roots = [...new Set(roles.map(({ orgId }) => orgId))]
  const all = (await Promise.all(roots.map((root) => listOrganisations(db, root)))).flat()
  const led = all.filter(({ path }) => mayReport(actor, { action: 'read a report', subject: { path } }))
  const own = new Set(roles.map(({ organisationId }) => organisationId))
  return [...led.filter(({ id }) => own.has(id)), ...led.filter(({ id }) => !own.has(id))]
}

/** The report that an address asks for; null when it is of something that the actor does not answer for. */
export async function findAsked(db: Db, actor: Actor, words: URLSearchParams, now: Date): Promise<AskedReport | null> {
  const organisations = await listLed(db, actor)
  const of = words.get('of') ?? ''
  const organisation = of === '' ? organisations[0] : organisations.find(({ id }) => id === of)
  if (organisation === undefined) return null
  const medallions = await listMedallionsFor(db, organisation)
  const asked = words.get('medallion') ?? ''
  const medallion = medallions.find(({ medallionId }) => medallionId === asked)
  if (asked !== '' && medallion === undefined) return null
  const days = { period: words.get('period'), from: words.get('from'), until: words.get('until') }
  const { wrong, ...period } = periodOf(days, clockIn(organisation.timeZone, now).day, organisation.country)
  return {
    organisation,
    medallionId: medallion?.medallionId ?? null,
    period,
    wrong,
    organisations,
    medallions: medallions.map(({ medallionId: id, title }) => ({ id, title })),
  }
}
