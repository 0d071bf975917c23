import type { Db } from '../../../../platform/database/database.ts'
import type { Sorted } from '../../commands/sorting.ts'
import { listChosen, listSchools, searchEducators } from '../../queries/choosing.ts'
import { addressesOf, type ChosenWords, type ListProblem } from './launch-form.ts'

/** Educators on one page of what was found */
const FOUND = 20

/** What the fields show in which educators are chosen. */
export async function choosingView(db: Db, under: string, words: ChosenWords) {
  const chosen = await listChosen(db, under, { organisationIds: [], personIds: words.people, emails: [] })
  const { found, more } =
    words.search === ''
      ? { found: [], more: false }
      : await searchEducators(db, { under, search: words.search, limit: FOUND, offset: (words.page - 1) * FOUND })
  return {
    schools: (await listSchools(db, under)).map(({ id, name, educators }) => ({ id, name, educators })),
    people: chosen.map(({ personId, name, school }) => ({ personId, name, school })),
    found: found.map(({ personId, name, school, email }) => ({ personId, name, school, email })),
    more,
  }
}

/** Names in one list of the check; whole districts are counted, not read. */
const SHOWN = 100

const some = <T>(all: readonly T[]) => ({ count: all.length, shown: all.slice(0, SHOWN) })

/** What the check shows: how many in each list, and the first of them by name. */
export const sortedView = (sorted: Sorted, words: ChosenWords, problems: readonly ListProblem[]) => ({
  offered: some(sorted.offered.map(({ personId, name, school, again }) => ({ personId, name, school, again }))),
  qualified: some(
    sorted.offered.flatMap(({ qualified, personId, name, school }) => (qualified ? [{ personId, name, school }] : [])),
  ),
  joining: some(sorted.joining.map(({ personId, name, school }) => ({ personId, name, school }))),
  already: some(sorted.already),
  declined: some(sorted.declined.map(({ personId, name, school }) => ({ personId, name, school }))),
  unknown: some(sorted.unknown),
  elsewhere: some(sorted.elsewhere),
  unread: some([...problems, ...addressesOf(words.list).problems]),
})
