import { getVersion } from '../../../catalogue/queries/versions.ts'
import { listEvidence, openEvidence } from '../../../submissions/queries/evidence.ts'
import { findPursuit, listPursuits } from '../../../submissions/queries/pursuits.ts'
import { listResponses } from '../../../submissions/queries/responses.ts'
import {
  listAttempts,
  listDecisions,
  type Decision,
  type Submission,
} from '../../../submissions/queries/submissions.ts'
import type { Actor } from '../../../../platform/actor.ts'
import type { World } from '../../../../platform/world.ts'
import { workText } from '../../rules/holdings/work.ts'
import { dayIn } from '../../rules/transcript/words.ts'
import type { Packed } from './pack.ts'

type Given = Pick<World, 'db' | 'files' | 'config'>
/** How much room is left in the archive, and what did not fit. */
export type Room = { left: number; omitted: string[]; works: number }

/** What a person wrote and laid under every attempt, and what they were told, in the order in which they began. */
export async function* workFiles(world: Given, actor: Actor, room: Room): AsyncGenerator<Packed> {
  for (const { pursuitId, slug } of (await listPursuits(world.db, actor.personId)).toReversed()) {
    const pursuit = await findPursuit(world.db, pursuitId)
    if (pursuit === null || pursuit.personId !== actor.personId) continue
    const { content } = await getVersion(world.db, pursuit.publisherId, pursuit.versionId)
    const decisions = await listDecisions(world.db, pursuit.orgId, pursuitId)
    for (const attempt of await listAttempts(world.db, pursuit.orgId, pursuitId)) {
      // A micro-credential that was withdrawn and begun anew has two pursuits.
      const folder = `work/${slug}-${pursuitId.slice(-6)}/attempt-${attempt.attempt}`
      const placed = new Map<string, { name: string; place: string }[]>()
      for (const item of await listEvidence(world.db, attempt.orgId, attempt.id)) {
        if (item.state !== 'ready') continue
        const place = item.url ?? `files/${item.id.slice(-6)}-${item.name}`
        placed.set(item.promptId, [...(placed.get(item.promptId) ?? []), { name: item.name, place }])
        if (item.url !== null) continue
        const address = `${world.config.publicUrl}/pursuits/${pursuitId}/evidence/${item.id}`
        const bytes = item.bytes ?? 0
        if (bytes > room.left) room.omitted.push(`${item.name}\n${address}`)
        else {
          room.left -= bytes
          const file = await openEvidence(world, item.id)
          if (file !== null) yield { path: `${folder}/${place}`, body: await file.open() }
        }
      }
      room.works++
      yield {
        path: `${folder}/work.md`,
        body: workText(content, await attemptOf(world, actor, attempt, placed, decisions)),
      }
    }
  }
}

async function attemptOf(
  { db }: Given,
  actor: Actor,
  { orgId, id, attempt, state, changedNote }: Submission,
  evidence: ReadonlyMap<string, readonly { name: string; place: string }[]>,
  decisions: readonly Decision[],
) {
  const decision = decisions.find(({ submissionId }) => submissionId === id)
  const responses = await listResponses(db, orgId, id)
  return {
    number: attempt,
    state,
    changedNote,
    responses: new Map(responses.map(({ promptId, body }) => [promptId, body])),
    evidence,
    decision:
      decision === undefined
        ? null
        : { outcome: decision.outcome, on: dayIn(decision.decidedAt, actor.timeZone), criteria: decision.criteria },
  }
}
