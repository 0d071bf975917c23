import { lineOf, type Judgement, type Outcome } from './ledger.ts'
import { pick } from './moments.ts'
import { acknowledged, cutOff, ledTo, read, send, type Round } from './round.ts'

/** One submission from the queue to its decision; what was begun before a kill goes first. */
export async function assess(round: Round, assessor: { name: string; cookie: string }): Promise<void> {
  const queue = await read(round, '/queue', assessor.cookie)
  const held = /\/judgements\/([0-9a-f-]+)/.exec(queue)?.[1]
  if (held !== undefined) return judge(round, assessor.cookie, judgementOf(round, held, assessor.name))
  const waiting = [...queue.matchAll(/name="submission" value="([0-9a-f-]+)"/g)].map(([, id]) => id ?? '')
  const submissionId = pick(round.random, waiting)
  if (submissionId === undefined) return
  const answer = await send(round, '/queue', { cookie: assessor.cookie, fields: { submission: submissionId } })
  const claimed = /\/judgements\/([0-9a-f-]+)/.exec(ledTo(answer) ?? '')?.[1]
  // Refused when the other assessor was faster, or the educator took it back.
  if (claimed === undefined) return
  const judgement = judgementOf(round, claimed, assessor.name)
  judgement.submissionId = submissionId
  acknowledged(round, 'claimed')
  await judge(round, assessor.cookie, judgement)
}

function judgementOf({ ledger }: Round, id: string, assessor: string): Judgement {
  const known = ledger.judgements.get(id)
  if (known !== undefined) return known
  const made: Judgement = { id, assessor, submissionId: null, lines: new Map(), sent: null, acknowledged: false }
  ledger.judgements.set(id, made)
  return made
}

let comments = 0

async function judge(round: Round, cookie: string, judgement: Judgement): Promise<void> {
  const path = `/judgements/${judgement.id}`
  const page = await read(round, path, cookie)
  const criteria = [...page.matchAll(/data-criterion="([^"]+)"/g)].map(([, id]) => id ?? '')
  if (criteria.length === 0) throw new Error(`${path} has no criteria`)
  const weak = round.random() < 0.35 ? pick(round.random, criteria) : undefined
  const fields: Record<string, string> = {}
  const score = async (criterion: string): Promise<void> => {
    const revision = Number(new RegExp(`name="revision-${criterion}" value="(\\d+)"`).exec(page)?.[1] ?? 0)
    const level = criterion === weak ? 'developing' : 'demonstrated'
    const comment = `Comment ${(comments += 1)}: look at the second sheet, and say what changed.`
    const line = lineOf(judgement.lines, criterion)
    const place = line.sent.push(`${level}: ${comment}`) - 1
    const json = { levelId: level, comment, baseRevision: revision }
    const answer = await send(round, `${path}/scores/${criterion}`, { method: 'PUT', cookie, json })
    if (answer.status !== 200)
      throw new Error(`A score was answered with ${answer.status}: ${await cutOff(round, answer.text())}`)
    line.acknowledged = place
    acknowledged(round, 'scored')
    fields[`level-${criterion}`] = level
    fields[`comment-${criterion}`] = comment
    fields[`revision-${criterion}`] = String(revision + 1)
  }
  await Promise.all(criteria.map(score))
  await decide(round, cookie, judgement, fields, weak === undefined ? 'earned' : 'not_yet')
}

async function decide(
  round: Round,
  cookie: string,
  judgement: Judgement,
  words: Record<string, string>,
  outcome: Outcome,
): Promise<void> {
  judgement.sent = outcome
  const fields = { ...words, intent: 'decide', expects: outcome }
  const answer = await send(round, `/judgements/${judgement.id}`, { cookie, fields })
  if (ledTo(answer)?.startsWith('/queue') !== true) throw new Error(`A decision was answered with ${answer.status}`)
  judgement.acknowledged = true
  acknowledged(round, outcome)
}
