import { listEnrolmentsOf, type EnrolmentOf } from '../../../medallions/queries/enrolments.ts'
import type { Db } from '../../../../platform/database/database.ts'
import type { ListedAward } from '../../queries/awards.ts'
import { listContents } from '../../queries/medallions/versions.ts'
import { pagePath } from '../../rules/achievement.ts'
import type { MedallionView } from '../../rules/medallions/mine.ts'
import { progressOf, type PlacedRow } from '../../rules/medallions/progress.ts'

type RowOf = (slug: string) => PlacedRow | undefined
type Known = { awards: readonly ListedAward[]; rowOf: RowOf }
type Contents = Awaited<ReturnType<typeof listContents>>

/** The medallions that an educator was offered, is at work on or has earned; what they said no to stands last. */
export async function loadMedallions(db: Db, personId: string, known: Known): Promise<MedallionView[]> {
  const enrolments = await listEnrolmentsOf(db, personId)
  const contents = await listContents(
    db,
    enrolments.flatMap(({ versionId, newestId }) => [versionId, newestId]),
  )
  return enrolments.flatMap((enrolment) => viewOf(enrolment, contents, known) ?? [])
}

/** Null for what was retired before it was taken up: nobody can any more. */
function viewOf(enrolment: EnrolmentOf, contents: Contents, { awards, rowOf }: Known): MedallionView | null {
  const { medallionId, versionId, newestId, state, cohort, retired, organisationSlug, slug } = enrolment
  const version = contents.get(versionId)
  const award = awards.find(({ kind, achievementId }) => kind === 'medallion' && achievementId === medallionId)
  if (version === undefined || (retired && state !== 'accepted' && award === undefined)) return null
  const progress = progressOf(version.content, rowOf)
  const newest = newestId === versionId || newestId === enrolment.passedOverId ? undefined : contents.get(newestId)
  return {
    medallionId,
    title: enrolment.title,
    page: pagePath('medallion', `${organisationSlug}/${slug}`),
    organisation: enrolment.organisationName,
    monogram: version.content.monogram,
    state,
    award:
      award === undefined
        ? null
        : {
            state: award.state,
            reason: award.reason,
            credentialId: award.credentialId,
            petals: petalsOf(award, rowOf),
          },
    progress,
    hours: [version.hoursMin, version.hoursMax],
    putOff: enrolment.putOffAt !== null,
    waitsForLeader: enrolment.qualifiedAtOffer && enrolment.confirmedAt === null && progress.left === '',
    cohort:
      cohort === null || cohort.closed ? null : { name: cohort.name, endsOn: cohort.endsOn, coach: cohort.coachName },
    newer:
      newest === undefined || award !== undefined || state !== 'accepted'
        ? null
        : {
            versionId: newestId,
            number: enrolment.newestNumber,
            own: enrolment.versionNumber,
            note: enrolment.newestChangeNote,
            left: leftOf(progressOf(newest.content, rowOf)),
          },
  }
}

const leftOf = ({ needed, earned }: { needed: number; earned: number }): number => needed - earned

/** What it was earned with, struck; drawn so for as long as the award is in force. */
const petalsOf = ({ medallion, state }: ListedAward, rowOf: RowOf): MedallionView['progress']['petals'] =>
  (medallion?.petals ?? []).flatMap((id) => {
    const row = rowOf(id)
    return row === undefined ? [] : [{ id, style: row.style, inking: state === 'active' ? 'earned' : row.inking }]
  })
