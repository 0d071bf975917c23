import type { Db } from '../../../platform/database/database.ts'
import { listChosen, sortAddresses, type Chosen, type Educator } from '../queries/choosing.ts'
import { listStandings } from '../queries/launching.ts'
import { listQualified, type Offerable } from '../queries/offers.ts'

/** What a launch would do with whom, before it does anything; everybody stands in one list, by name. */
export type Sorted = {
  /** They are asked; qualified: they have earned all of it already. */
  offered: (Educator & { qualified: boolean; again: boolean })[]
  /** They are at work on it and in no cohort that runs: they are taken into this one. */
  joining: Educator[]
  /** It was offered to them, or they are at work on it in another cohort: nothing changes for them. */
  already: (Educator & { cohortName: string | null; answered: boolean })[]
  /** They declined or left it, and are not to be asked again. */
  declined: Educator[]
  /** Addresses that belong to nobody here */
  unknown: string[]
  /** Addresses of people who are no educators of this school or district */
  elsewhere: string[]
}

/** Sorts the educators who were chosen. With `again` those who declined or left are asked once more. */
export async function sortChosen(
  db: Db,
  medallion: Pick<Offerable, 'orgId' | 'medallionId' | 'versionId'>,
  { under, chosen, again }: { under: string; chosen: Chosen; again: boolean },
): Promise<Sorted> {
  const { orgId, medallionId, versionId } = medallion
  const people = await listChosen(db, under, chosen)
  const personIds = people.map(({ personId }) => personId)
  const standings = new Map(
    (await listStandings(db, { orgId, medallionId, personIds })).map((each) => [each.personId, each]),
  )
  const qualified = await listQualified(db, { orgId, versionId, personIds })
  const sorted: Sorted = {
    offered: [],
    joining: [],
    already: [],
    declined: [],
    ...(await sortAddresses(db, { orgId, under }, chosen.emails)),
  }
  for (const person of people) {
    const { state, cohortName = null } = standings.get(person.personId) ?? {}
    const refused = state === 'declined' || state === 'left'
    if (state === undefined || (refused && again) || (state === 'offered' && cohortName === null))
      sorted.offered.push({ ...person, qualified: qualified.has(person.personId), again: state !== undefined })
    else if (refused) sorted.declined.push(person)
    else if (state === 'accepted' && cohortName === null) sorted.joining.push(person)
    else sorted.already.push({ ...person, cohortName, answered: state === 'accepted' })
  }
  return sorted
}
