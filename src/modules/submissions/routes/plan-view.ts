import { searchCatalogue } from '../../catalogue/queries/search.ts'
import { getCatalogue, type Catalogue, type Member } from '../../catalogue/queries/tree.ts'
import type { Inking } from '../../catalogue/rules/emblems/emblems.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { listAskedOf } from '../queries/coaching/requests.ts'
import { isOpen } from '../rules/coaching/coaching.ts'
import { findGoal, listPlan } from '../queries/plan.ts'
import { listPursuits, type PursuitSummary } from '../queries/pursuits.ts'

const MOST_FOUND = 12

type Asked = { publisherId: string; orgId: string; text: string }

/** The plan of an educator at their organisation, and what was found for words that they typed. */
export async function loadPlanView(db: Db, actor: Actor, { publisherId, orgId, text }: Asked) {
  const owner = { orgId, personId: actor.personId }
  const [goal, items, pursuits, catalogue] = await Promise.all([
    findGoal(db, owner),
    listPlan(db, owner),
    listPursuits(db, actor.personId),
    getCatalogue(db, publisherId),
  ])
  const known = rowsOf(catalogue)
  const planned = items.flatMap((item) => {
    const row = known.get(item.microCredentialId)
    return row === undefined ? [] : [{ ...row, ...item, ...stateOf(pursuits, item.microCredentialId, row.state) }]
  })
  const found =
    text === ''
      ? null
      : await searchCatalogue(db, publisherId, {
          text,
          stack: null,
          component: null,
          hours: [],
          page: 1,
          size: MOST_FOUND,
        })
  const there = new Set(items.map(({ microCredentialId }) => microCredentialId))
  return {
    goal,
    text,
    timeZone: actor.timeZone,
    items: planned,
    hours: planned.reduce((sum, { hours }) => sum + hours, 0),
    found:
      found?.found.flatMap((id) => {
        const row = known.get(id)
        return row === undefined ? [] : [{ ...row, planned: there.has(id) }]
      }) ?? null,
    nearWords: found?.nearWords ?? [],
    /** Drafts of colleagues that wait to be read */
    toRead: (await listAskedOf(db, actor.personId)).filter(isOpen).length,
  }
}

/** What a row of the plan needs of each micro-credential, by id. */
const rowsOf = ({ stacks }: Catalogue) =>
  new Map(
    stacks.flatMap(({ style, members, unlisted }) =>
      [...members, ...unlisted].map(
        ({ id, slug, title, hoursCredited, state }) =>
          [id, { slug, title, hours: hoursCredited, style, state }] as const,
      ),
    ),
  )

const WORDS: Record<PursuitSummary['submissionState'], string> = {
  draft: 'Under way',
  submitted: 'Waits for an assessor',
  in_assessment: 'Being assessed',
  not_yet: 'Not yet: the next attempt waits',
  earned: 'Earned',
  withdrawn: 'Put away',
}

const NOT_BEGUN: Record<Member['state'], string> = {
  published: 'Not started',
  outline: 'Still being written: it cannot be started yet',
  retired: 'Retired: nobody begins it any more',
}

function stateOf(pursuits: readonly PursuitSummary[], microCredentialId: string, state: Member['state']) {
  const own = pursuits.filter((each) => each.microCredentialId === microCredentialId)
  const pursuit = own.find(({ pursuitState }) => pursuitState !== 'withdrawn') ?? own[0]
  const none: { words: string; inking: Inking; pursuitId: string | null; canStart: boolean } = {
    words: NOT_BEGUN[state],
    inking: 'untouched',
    pursuitId: null,
    canStart: state === 'published',
  }
  if (pursuit === undefined) return none
  const inking: Inking =
    pursuit.pursuitState === 'earned' ? 'earned' : pursuit.pursuitState === 'active' ? 'progress' : 'untouched'
  return { words: WORDS[pursuit.submissionState], inking, pursuitId: pursuit.pursuitId, canStart: false }
}
