import { listAwardsOf } from '../../credentials/queries/awards.ts'
import { getOrganisation } from '../../people/queries/organisations.ts'
import { workplace } from '../../people/rules.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { clockIn, readDay, schoolYear, type Span } from '../rules/calendar.ts'
import { yearOf, type Year } from '../rules/hours/year.ts'

type Given = { db: Db; actor: Actor; now: Date; publicUrl: string }

/** Where somebody works who works nowhere that is known: their papers are then A4, and their year the one from July. */
const NOWHERE = ''

/** The person's own year: the days that were asked for, or the school year where they work. */
export async function findYear(
  { db, actor, now, publicUrl }: Given,
  words: URLSearchParams,
): Promise<{ year: Year; country: string; wrong: string | null }> {
  const place = workplace(actor) ?? actor.roles[0] ?? null
  const [awards, country] = await Promise.all([
    listAwardsOf(db, actor.personId),
    place === null ? NOWHERE : getOrganisation(db, place.organisationId).then((organisation) => organisation.country),
  ])
  const issuers = await listNames(db, [...new Set(awards.map(({ orgId }) => orgId))])
  const { span, wrong } = spanOf(words, schoolYear(clockIn(actor.timeZone, now).day, country))
  const awarded = awards.map(({ id, kind, title, hours, orgId, awardedAt, state, credentialId }) => ({
    id,
    kind,
    title,
    hours,
    awardedAt,
    state,
    issuer: issuers.get(orgId) ?? '',
    address: credentialId === null ? null : `${publicUrl}/credentials/${credentialId}`,
  }))
  return { year: yearOf(awarded, span, actor.timeZone), country, wrong }
}

function spanOf(words: URLSearchParams, otherwise: Span): { span: Span; wrong: string | null } {
  const [first, last] = [words.get('from') ?? '', words.get('until') ?? '']
  if (first === '' && last === '') return { span: otherwise, wrong: null }
  const [from, until] = [readDay(first), readDay(last)]
  if (from === null || until === null)
    return { span: otherwise, wrong: 'Give both days, such as 1 July 2026 and 30 June 2027.' }
  if (from > until) return { span: otherwise, wrong: 'The last day lies before the first. Change one of them.' }
  return { span: { from, until }, wrong: null }
}

async function listNames(db: Db, organisationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(organisationIds.map((id) => getOrganisation(db, id)))
  return new Map(found.map(({ id, name }) => [id, name]))
}
