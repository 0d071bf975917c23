import { findCatalogue, type CatalogueStack } from '../../../catalogue/queries/tree.ts'
import { listMedallions, type MedallionVersion } from '../../../medallions/queries/medallions.ts'
import { getOrganisation, listOrganisations, type Organisation } from '../../../people/queries/organisations.ts'
import { findProfile } from '../../../people/queries/profiles.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { countWaiting, sumDecisions } from '../../queries/report/decisions.ts'
import { sumEarned, type Earned } from '../../queries/report/earned.ts'
import { countMedallions, countPeople } from '../../queries/report/people.ts'
import type { Counted } from '../../queries/report/seats.ts'
import { listShared } from '../../queries/report/shared.ts'
import { bucketsOf, clockIn } from '../../rules/calendar.ts'
import { nextSteps } from '../../rules/report/next.ts'
import type { Period } from '../../rules/report/period.ts'
import { schoolsOf, sumOf, type Amount, type Report, type ReportGoal } from '../../rules/report/report.ts'
import { isSmall } from '../../rules/small-numbers.ts'

const MOST_SHARED = 40

type Asked = { organisation: Organisation; medallionId: string | null; period: Period }

/** The medallions that educators of an organisation may take part in: its own, those above it, and those below. */
export async function listMedallionsFor(db: Db, { id, rootId, path }: Organisation): Promise<MedallionVersion[]> {
  const all = await listMedallions(db, rootId, [rootId])
  return all.filter(
    ({ organisation }) => path.includes(organisation.path.at(-1) ?? '') || organisation.path.includes(id),
  )
}

/** The board report of an organisation. Whoever calls has asked the policy. */
export async function makeReport(db: Db, { organisation, medallionId, period }: Asked, now: Date): Promise<Report> {
  const [all, catalogue, organisations, mission] = await Promise.all([
    listMedallionsFor(db, organisation),
    findCatalogue(db),
    listOrganisations(db, organisation.rootId),
    findMission(db, organisation),
  ])
  const medallions = medallionId === null ? all : all.filter((each) => each.medallionId === medallionId)
  const chosen = medallionId === null ? null : (medallions[0] ?? null)
  const stacks = catalogue?.stacks ?? []
  const idOf = idsOfSlugs(stacks)
  const picksOf = ({ content }: MedallionVersion): string[] =>
    content.picks.flatMap((pick) => idOf.get(pick.micro_credential) ?? [])
  const counted: Counted = {
    organisationId: organisation.id,
    timeZone: organisation.timeZone,
    from: period.from,
    until: period.until,
    microCredentialIds: chosen === null ? null : picksOf(chosen),
    medallionIds: medallions.map((each) => each.medallionId),
  }
  const today = clockIn(organisation.timeZone, now).day
  // What lies ahead has no figures yet, and would look like months in which nobody earned anything.
  const buckets = bucketsOf(period).filter(({ from }, place) => place === 0 || from <= today)
  const [earned, people, ofMedallions, decided, waiting, shared] = await Promise.all([
    sumEarned(
      db,
      counted,
      buckets.map(({ from }) => from),
    ),
    countPeople(db, counted, now),
    countMedallions(db, counted, now),
    sumDecisions(db, counted),
    countWaiting(db, counted, now),
    listShared(db, counted, { whole: chosen === null, limit: MOST_SHARED }),
  ])

  const goals = goalsOf(chosen === null ? (mission?.goals ?? []) : chosen.content.goals, medallions, idOf, earned)
  const named = new Map(organisations.map((each) => [each.id, each.name]))
  const listed = medallions.flatMap(({ medallionId: id, title, organisationId, retired }) => {
    const count = ofMedallions.find((each) => each.medallionId === id)
    if (count === undefined || (retired !== null && count.takingPart + count.holding + count.earned === 0)) return []
    const whose = organisationId === organisation.id ? null : (named.get(organisationId) ?? null)
    return [{ ...count, id, title, whose }]
  })
  const schools = [...new Set([...people.inOrganisation.keys(), ...earned.inOrganisation.keys()])].map((id) => ({
    id,
    name: id === organisation.id && organisation.kind !== 'school' ? 'Not at a school' : (named.get(id) ?? ''),
    educators: people.inOrganisation.get(id)?.educators ?? 0,
    takingPart: people.inOrganisation.get(id)?.takingPart ?? 0,
    earners: earned.earnersIn.get(id) ?? 0,
    ...amount(earned.inOrganisation.get(id)),
  }))
  const decisions = decided.people === 0 || isSmall(decided.people) ? null : decided
  const ended = period.until < today
  return {
    organisation: {
      id: organisation.id,
      name: organisation.name,
      kind: organisation.kind,
      country: organisation.country,
    },
    medallion: chosen === null ? null : { id: chosen.medallionId, title: chosen.title },
    period,
    madeOn: today,
    ended,
    mission: chosen === null ? mission : { text: chosen.content.mission, whose: null },
    goals,
    people: { ...people.all, earners: earned.earners },
    earned: amount(earned.all),
    medallions: listed,
    stacks: stacksOf(stacks, chosen === null ? null : new Set(picksOf(chosen)), earned),
    overTime: buckets.map(({ name, short }, place) => ({ name, short, ...amount(earned.inBucket.get(place + 1)) })),
    schools: organisation.kind === 'school' && schools.length < 2 ? null : schoolsOf(schools),
    decisions,
    shared: shared.slice(0, MOST_SHARED).map((each) => ({ ...each, awardedAt: each.awardedAt.toISOString() })),
    moreShared: shared.length > MOST_SHARED,
    next: nextSteps({ educators: people.all.educators, medallions: listed, goals, decisions, waiting, ended }),
  }
}

/** What an organisation stands for; where it has not said so, what the nearest one above it says. */
async function findMission(db: Db, { id, path }: Organisation) {
  for (const at of path.toReversed()) {
    const profile = await findProfile(db, at)
    if (profile !== null)
      return {
        text: profile.mission,
        goals: profile.goals,
        whose: at === id ? null : (await getOrganisation(db, at)).name,
      }
  }
  return null
}

const idsOfSlugs = (stacks: readonly CatalogueStack[]): Map<string, string> =>
  new Map(
    stacks.flatMap(({ members, unlisted }) => [...members, ...unlisted].map(({ slug, id }) => [slug, id] as const)),
  )

const amount = (sum: Amount | undefined): Amount => ({ awards: sum?.awards ?? 0, hours: sum?.hours ?? 0 })

/**
 * Each goal with what was earned of the micro-credentials that a medallion lists for it; one may serve several goals. A
 * medallion keeps the goals in the words that they had: a goal is the same by its id or by its name.
 */
function goalsOf(
  goals: readonly { id: string; name: string; text: string }[],
  medallions: readonly MedallionVersion[],
  idOf: ReadonlyMap<string, string>,
  earned: Earned,
): ReportGoal[] {
  return goals.map(({ id, name, text }) => {
    const serving = medallions.flatMap(({ content }) => {
      const same = content.goals.filter((goal) => goal.id === id || goal.name === name).map((goal) => goal.id)
      return content.picks.flatMap((pick) => (same.includes(pick.goal) ? (idOf.get(pick.micro_credential) ?? []) : []))
    })
    const picks = [...new Set(serving)]
    return {
      id,
      name,
      text,
      picks: picks.length,
      ...sumOf(picks.map((pick) => amount(earned.ofMicroCredential.get(pick)))),
    }
  })
}

/** By stack, in the order of the catalogue; of one medallion only the stacks that it picks from. */
function stacksOf(
  stacks: readonly CatalogueStack[],
  picked: ReadonlySet<string> | null,
  earned: Earned,
): Report['stacks'] {
  return stacks.flatMap(({ id, title, style, members, unlisted }) => {
    const own = [...members, ...unlisted].filter((member) => picked === null || picked.has(member.id))
    const sum = sumOf(own.map((member) => amount(earned.ofMicroCredential.get(member.id))))
    return own.length === 0 ? [] : [{ id, title, numeral: style.numeral, ink: style.ink, ...sum }]
  })
}
