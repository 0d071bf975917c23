import type { Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { insertAward } from '../../queries/awards.ts'

/** Makes an award and tells of it; null when the person has it already from this issuer, and then nothing is told. */
export async function makeAward(tx: Tx, award: Parameters<typeof insertAward>[1], now: Date): Promise<string | null> {
  const id = await insertAward(tx, award, now)
  if (id === null) return null
  const { kind, personId, achievementId, orgId } = award
  await recordEvent(
    tx,
    { type: 'award.made', orgId, subjectId: id, actorId: null, payload: { kind, personId, achievementId } },
    now,
  )
  return id
}
