import { sql } from 'kysely'
import type { Db } from '#src/platform/database/database.ts'
import { settleLine, type Educator, type Judgement, type Ledger, type Pursuit } from './ledger.ts'

/**
 * Holds what was acknowledged against what the database has after a kill; gives what is lost, in words. What was sent
 * without an answer may be there or not: the ledger takes over what is.
 */
export async function findLosses(db: Db, ledger: Ledger): Promise<string[]> {
  const pursuits = ledger.educators.flatMap((educator) => [...educator.pursuits.values()])
  const lost = [
    await lostPeople(db, ledger.people, ledger.educators),
    await lostAttempts(db, pursuits),
    await lostTexts(db, pursuits),
    await lostFiles(db, pursuits),
    await lostJudgements(db, ledger.judgements),
  ]
  return lost.flat()
}

async function lostPeople(db: Db, people: string[], educators: Educator[]): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`select email from person_email`.execute(db)
  const there = new Set(rows.map(({ email }) => email))
  return [...people, ...educators.map(({ email }) => email)]
    .filter((email) => !there.has(email))
    .map((email) => `${email} was added and is gone`)
}

type AttemptRow = { pursuit: string; attempt: number; state: string }

async function lostAttempts(db: Db, pursuits: Pursuit[]): Promise<string[]> {
  const { rows } = await sql<AttemptRow>`select pursuit_id as pursuit, attempt, state from submission`.execute(db)
  const states = new Map(rows.map(({ pursuit, attempt, state }) => [`${pursuit} ${attempt}`, state]))
  return pursuits.flatMap((pursuit) => {
    const lost: string[] = []
    const { id, attempt: begun, submitted, withdrawn, takenBack } = pursuit
    for (let attempt = 1; attempt <= begun; attempt += 1) {
      const state = states.get(`${id} ${attempt}`)
      const say = (what: string) => lost.push(`attempt ${attempt} of ${id} ${what}, and is ${state ?? 'gone'}`)
      if (state === undefined) say('was begun')
      if (submitted.has(attempt) && (state === 'draft' || (state === 'withdrawn' && !takenBack.has(attempt))))
        say('was submitted')
      if (withdrawn.has(attempt) && state !== 'withdrawn') say('was taken back')
    }
    pursuit.attempt = Math.max(begun, ...rows.filter((row) => row.pursuit === id).map(({ attempt }) => attempt))
    return lost
  })
}

type TextRow = { pursuit: string; prompt: string; text: string; revision: number }

async function lostTexts(db: Db, pursuits: Pursuit[]): Promise<string[]> {
  const { rows } = await sql<TextRow>`
    select distinct on (pursuit_id, prompt_id)
      pursuit_id as pursuit, prompt_id as prompt, body as text, revision
    from response join submission on submission.org_id = response.org_id and submission.id = response.submission_id
    order by pursuit_id, prompt_id, attempt desc`.execute(db)
  const stored = new Map(rows.map((row) => [`${row.pursuit} ${row.prompt}`, row]))
  return pursuits.flatMap(({ id, lines }) =>
    [...lines].flatMap(([prompt, line]) => {
      const wrong = settleLine(line, stored.get(`${id} ${prompt}`))
      return wrong === null ? [] : [`${prompt} of ${id} ${wrong}`]
    }),
  )
}

type FileRow = { pursuit: string; id: string; name: string; state: string }

async function lostFiles(db: Db, pursuits: Pursuit[]): Promise<string[]> {
  const { rows } = await sql<FileRow>`
    select pursuit_id as pursuit, evidence.id, name, evidence.state
    from evidence join submission on submission.org_id = evidence.org_id and submission.id = evidence.submission_id
    where kind = 'pdf'`.execute(db)
  return pursuits.flatMap((pursuit) => {
    const own = rows.filter((row) => row.pursuit === pursuit.id)
    pursuit.cut = own.filter(({ state }) => state === 'uploading').map(({ id }) => id)
    const ready = new Map(own.filter(({ state }) => state === 'ready').map(({ name, id }) => [name, id]))
    for (const file of pursuit.files) file.evidenceId = ready.get(file.name) ?? null
    return pursuit.files
      .filter(({ acknowledged, evidenceId }) => acknowledged && evidenceId === null)
      .map(({ name }) => `${name} of ${pursuit.id} was taken and is gone`)
  })
}

type ScoreRow = { judgement: string; criterion: string; level: string; comment: string; revision: number }
type JudgementRow = { id: string; submission: string; state: string; outcome: string | null; events: number }

async function lostJudgements(db: Db, judgements: Map<string, Judgement>): Promise<string[]> {
  const scores = await sql<ScoreRow>`
    select judgement_id as judgement, criterion_id as criterion, level_id as level, comment, revision
    from score`.execute(db)
  const stored = new Map(
    scores.rows.map((row) => [
      `${row.judgement} ${row.criterion}`,
      { text: `${row.level}: ${row.comment}`, revision: row.revision },
    ]),
  )
  const { rows } = await sql<JudgementRow>`
    select judgement.id, judgement.submission_id as submission, state, outcome,
      (select count(*) from event where subject_id = judgement.submission_id and type = 'assessment.decided') as events
    from judgement left join decision
      on decision.org_id = judgement.org_id and decision.submission_id = judgement.submission_id`.execute(db)
  const there = new Map(rows.map((row) => [row.id, row]))
  return [...judgements.values()].flatMap((judgement) => {
    const row = there.get(judgement.id)
    if (row === undefined) return [`claim ${judgement.id} is gone`]
    const lost: string[] = []
    if (judgement.submissionId !== null && row.submission !== judgement.submissionId)
      lost.push(`claim ${judgement.id} is of another submission`)
    const decided = row.state === 'completed'
    if (judgement.acknowledged && !decided) lost.push(`the decision of ${judgement.id} is gone: ${row.state}`)
    if (decided && row.outcome !== judgement.sent)
      lost.push(`${judgement.id} decided ${String(judgement.sent)}, and ${String(row.outcome)} stands`)
    if (row.events !== (decided ? 1 : 0)) lost.push(`${judgement.id} (${row.state}) was decided ${row.events} times`)
    for (const [criterion, line] of judgement.lines) {
      const wrong = settleLine(line, stored.get(`${judgement.id} ${criterion}`))
      if (wrong !== null) lost.push(`${criterion} of ${judgement.id} ${wrong}`)
    }
    return lost
  })
}
