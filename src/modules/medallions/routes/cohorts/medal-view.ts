import { getCatalogue } from '../../../catalogue/queries/tree.ts'
import type { Petal } from '../../../catalogue/rules/emblems/emblems.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { getMedallionVersion, listPicks } from '../../queries/medallions.ts'

export type MedalView = { monogram: string; petals: Petal[] }

/** A medallion as it is drawn before anything of it is earned: a petal for each that is needed, in the order of its path. */
export async function medalView(db: Db, orgId: string, versionId: string): Promise<MedalView> {
  const { content, needed } = await getMedallionVersion(db, orgId, versionId)
  const picks = (await listPicks(db, orgId, versionId)).slice(0, needed)
  const catalogues = await Promise.all(
    [...new Set(picks.map(({ publisherId }) => publisherId))].map((id) => getCatalogue(db, id)),
  )
  const styles = new Map(
    catalogues.flatMap(({ stacks }) => stacks.flatMap(({ members, style }) => members.map(({ id }) => [id, style]))),
  )
  return {
    monogram: content.monogram,
    petals: picks.flatMap(({ microCredentialId, slug }) => {
      const style = styles.get(microCredentialId)
      return style === undefined ? [] : [{ id: slug, style, inking: 'untouched' as const }]
    }),
  }
}
