import { emblem } from '../../../catalogue/rules/emblems/emblems.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { day, daysAway, daysBetween, isoDay } from '../../../../ui/words/dates.ts'
import { plural } from '../../../../ui/words/words.ts'
import { answersFor } from '../../../people/rules.ts'
import type { Followed } from '../../commands/progress/cohort.ts'
import { goalTable } from '../../rules/progress/goals.ts'
import { found, gridQuery, type Asked, type GridPerson } from '../../rules/progress/grid.ts'
import { helpOf, mailTo } from '../../rules/progress/helps.ts'
import { inkingOf, isStuck, type Inking } from '../../rules/progress/standing.ts'

/** People on one page of the grid */
const PAGE = 50
/** People who are named above the grid */
const NAMED = 5
const SEAL = 36

export type Cell = {
  inking: Inking
  /** What the drawing says, in words */
  says: string
  /** Where the educator shares it */
  href: string | null
} | null

/** The grid as a page shows it. */
export function viewOf(followed: Followed, asked: Asked, { actor, now }: { actor: Actor; now: Date }) {
  const { cohort, organisation, content, people, picks, known } = followed
  const reader = { timeZone: actor.timeZone }
  const pickId = picks.find(({ slug }) => slug === asked.pick)?.id ?? ''
  const those = found(people, asked, pickId)
  const pages = Math.max(1, Math.ceil(those.length / PAGE))
  const page = Math.min(asked.page, pages)
  const titleOf = (id: string | null): string | null => known.find((each) => each.id === id)?.title ?? null
  const first = known.find(({ slug }) => slug === content.picks[0]?.micro_credential)?.title ?? null
  const helpFor = ({ standing, need }: GridPerson) => {
    if (need === null) return null
    const help = helpOf(need, { medallion: cohort.title, about: titleOf(need.microCredentialId), first })
    const { name, email } = standing
    return { says: help.says, step: help.step, href: email === null ? null : mailTo(email, name, help) }
  }
  const stuck = people.filter(({ need }) => isStuck(need))
  const accepted = people.filter(({ standing }) => standing.state === 'accepted')
  const goalOf = new Map(content.picks.map(({ micro_credential: slug, goal }) => [slug, goal]))
  const earned = accepted.flatMap(({ standing, picks: own }) =>
    standing.earned.flatMap(({ microCredentialId: id, at }) => {
      const goal = goalOf.get(known.find((each) => each.id === id)?.slug ?? '')
      return goal === undefined || !own.has(id) ? [] : [{ goal, on: isoDay(at, organisation) }]
    }),
  )
  return {
    id: cohort.id,
    title: cohort.title,
    name: cohort.name,
    organisation: cohort.organisationName,
    coach: cohort.coachName,
    leads: answersFor(actor, 'leader', cohort.path),
    reportHref: answersFor(actor, 'leader', cohort.path)
      ? `/report?${new URLSearchParams({ of: cohort.organisationId, medallion: cohort.medallionId }).toString()}`
      : null,
    facts: [
      plural(people.length, 'educator'),
      `${sum(accepted, (each) => each.earned)} of ${sum(accepted, (each) => each.needed)} earned`,
      holdersIn(people.filter(({ standing }) => standing.holdsSince !== null).length),
      cohort.closedAt === null ? endsIn(cohort.endsOn, now, reader) : `Closed ${day(cohort.closedAt, reader)}`,
    ],
    stuck: {
      count: stuck.length,
      named: stuck.slice(0, NAMED).map((person) => ({
        id: person.standing.personId,
        name: person.standing.name,
        help: helpFor(person),
      })),
      moreHref: stuck.length > NAMED ? gridQuery({ ...NOTHING, state: 'stuck' }) : null,
    },
    columns: picks.map(({ slug, title }) => ({ slug, title })),
    /** Each drawing once; a cell names its column and its inking */
    seals: picks.map(({ slug, stack }) => ({
      untouched: emblem(slug, stack.style, 'untouched', SEAL, ''),
      progress: emblem(slug, stack.style, 'progress', SEAL, ''),
      earned: emblem(slug, stack.style, 'earned', SEAL, ''),
    })),
    rows: those.slice((page - 1) * PAGE, page * PAGE).map((person) => ({
      id: person.standing.personId,
      name: person.standing.name,
      school: person.standing.school,
      stuck: isStuck(person.need),
      help: helpFor(person),
      cells: picks.map(({ id }) => cellOf(person, id, reader)),
      earned: person.earned,
      needed: person.needed,
      active: activeIn(person, now, reader),
    })),
    goals: goalTable(content.goals, earned, isoDay(now, organisation)),
    asked: { ...asked, page },
    found: those.length,
    all: people.length,
    pages,
    schools: [...new Set(people.map(({ standing }) => standing.school))].toSorted((a, b) => a.localeCompare(b, 'en')),
  }
}

const NOTHING: Asked = { name: '', school: '', pick: '', state: null, page: 1 }

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((all, item) => all + of(item), 0)

const holdersIn = (count: number): string =>
  count === 0 ? 'Nobody has the medallion yet' : `${count} ${count === 1 ? 'has' : 'have'} the medallion`

function endsIn(endsOn: string, now: Date, reader: { timeZone: string }): string {
  const days = daysBetween(now, endsOn, reader)
  return days < 0 ? `Ended ${day(endsOn, reader)}` : `Ends ${day(endsOn, reader)}, ${plural(days, 'day')}`
}

function activeIn({ standing }: GridPerson, now: Date, reader: { timeZone: string }): string {
  const { holdsSince, activeAt, earned, state } = standing
  if (holdsSince !== null) return `Has it since ${day(holdsSince, reader)}`
  if (activeAt !== null) return daysAway(activeAt, now, reader)
  if (state === 'offered') return 'No answer yet'
  return earned.length > 0 ? 'Earned before' : 'Not started'
}

function cellOf({ standing, picks }: GridPerson, id: string, reader: { timeZone: string }): Cell {
  if (!picks.has(id)) return null
  const inking = inkingOf(standing, id)
  const award = standing.earned.find(({ microCredentialId }) => microCredentialId === id)
  const open = standing.open.find(({ microCredentialId }) => microCredentialId === id)
  const says =
    award === undefined
      ? open === undefined
        ? 'Not started'
        : WORK[open.state]
      : `Earned ${day(award.at, reader)}${award.credentialId === null ? '' : ', shared'}`
  const credentialId = award?.credentialId ?? null
  return { inking, says, href: credentialId === null ? null : `/credentials/${credentialId}` }
}

const WORK = {
  writing: 'In progress',
  'handed in': 'In progress: handed in',
  'not yet': 'In progress: not yet',
} as const
