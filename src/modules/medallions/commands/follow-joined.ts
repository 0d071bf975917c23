import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { listOffersTo, writeOffered } from '../queries/answering.ts'
import { listQualified } from '../queries/offers.ts'

/**
 * Lets the offers that were made to an entry of somebody be theirs, once they have shown that the entry is. Where they
 * have an enrolment of their own, it stays as it is. It may run twice.
 */
export function followJoined(db: Db, { entryId, personId }: { entryId: string; personId: string }): Promise<void> {
  return inTransaction(db, async (tx) => {
    for (const { orgId, medallionId, versionId } of await listOffersTo(tx, entryId)) {
      const qualified = await listQualified(tx, { orgId, versionId, personIds: [personId] })
      const key = { orgId, medallionId, personId: entryId }
      await writeOffered(tx, key, { personId, qualifiedAtOffer: qualified.has(personId) })
    }
  })
}
