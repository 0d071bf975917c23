import fc from 'fast-check'
import { expect } from 'vitest'
import { clockIn } from '#src/modules/insights/rules/calendar.ts'
import { letterOf, type Reader, type Told } from '#src/modules/insights/rules/reminders/letter.ts'
import {
  stepsOf,
  type Standing,
  type Step,
  type Taken,
  type Work,
} from '#src/modules/insights/rules/reminders/steps.ts'
import { isBusinessDay } from '#src/modules/submissions/rules/business-days.ts'
import { holidaysFrom } from '#src/modules/submissions/rules/holidays.ts'

const DAY = 86_400_000
/** Between two looks: not a part of a day, so that every hour of it is met */
const LOOK = 5 * 3_600_000
const START = Date.parse('2026-11-02T00:00:00Z')
const holidays = holidaysFrom('US', 2026)

/** What happens to one person, hour by hour: their work changes, and so do their wishes. */
type Turn =
  | { does: 'wait'; looks: number }
  | { does: 'work'; at: number; state: Work['state'] }
  | { does: 'earn'; at: number }
  | { does: 'answer'; state: Taken['state'] }
  | { does: 'wish'; wanted: boolean; quietFrom: number; quietUntil: number }

const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('wait' as const), looks: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('work' as const),
      at: fc.nat({ max: 2 }),
      state: fc.constantFrom('draft' as const, 'submitted' as const, 'not_yet' as const),
    }),
  },
  fc.record({ does: fc.constant('earn' as const), at: fc.nat({ max: 2 }) }),
  fc.record({ does: fc.constant('answer' as const), state: fc.constantFrom('offered' as const, 'accepted' as const) }),
  fc.record({
    does: fc.constant('wish' as const),
    wanted: fc.boolean(),
    quietFrom: fc.integer({ min: 12, max: 24 }),
    quietUntil: fc.integer({ min: 0, max: 12 }),
  }),
)

const picks = ['a', 'b', 'c'].map((microCredentialId) => ({ microCredentialId, groupId: null, needed: 1 }))
const named = new Map(['a', 'b', 'c'].map((id) => [id, { title: id.toUpperCase(), slug: id }]))

type Letter = { at: number; steps: Step[]; reader: Reader }

/** Lives through the turns and looks now and then, as the job does. */
function letters(turns: readonly Turn[], timeZone: string): Letter[] {
  const work: Work[] = []
  const earned = new Set<string>()
  let taken: Taken = { medallionId: 'm', title: 'M', state: 'offered', since: new Date(START), picks, awarded: false }
  let reader: Reader = {
    wanted: true,
    quietFrom: 18,
    quietUntil: 7,
    lastLetterAt: null,
    clock: clockIn(timeZone, new Date(START)),
    holidays,
  }
  let told: Told[] = []
  const sent: Letter[] = []
  let at = START
  const look = (): void => {
    const now = new Date(at)
    reader = { ...reader, clock: clockIn(timeZone, now) }
    const standing: Standing = {
      taken: [taken],
      earned,
      work: work.filter(({ microCredentialId: id }) => !earned.has(id)),
      named,
    }
    const steps = letterOf(stepsOf(standing, now), told, reader, now)
    if (steps.length === 0) return
    sent.push({ at, steps, reader })
    reader = { ...reader, lastLetterAt: now }
    told = [...told, ...steps.map(({ kind, subjectId, state }) => ({ kind, subjectId, state, toldAt: now }))]
  }
  for (const each of turns) {
    if (each.does === 'wait')
      for (let turn = 0; turn < each.looks; turn += 1) {
        at += LOOK
        look()
      }
    if (each.does === 'work') {
      const id = 'abc'[each.at] ?? 'a'
      const begun = work.findIndex(({ microCredentialId }) => microCredentialId === id)
      const now: Work = {
        pursuitId: `p${id}`,
        microCredentialId: id,
        title: id,
        state: each.state,
        attempt: 1,
        movedAt: new Date(at),
      }
      if (begun < 0) work.push(now)
      else work[begun] = { ...now, attempt: (work[begun]?.attempt ?? 0) + 1 }
    }
    if (each.does === 'earn') earned.add('abc'[each.at] ?? 'a')
    if (each.does === 'answer') taken = { ...taken, state: each.state, since: new Date(at) }
    if (each.does === 'wish') {
      const { wanted, quietFrom, quietUntil } = each
      reader = { ...reader, wanted, quietFrom, quietUntil }
    }
  }
  return sent
}

const zones = fc.constantFrom('America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC')

/** Lives through so many random histories and holds each letter against what was promised. Answers how many there were. */
export function promisesKept(numRuns: number): number {
  let seen = 0
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 14 }), zones, (turns, timeZone) => {
      const sent = letters(turns, timeZone)
      seen += sent.length
      const told = new Map<string, number>()
      sent.forEach(({ at, reader, steps }, place) => {
        expect(at - (sent[place - 1]?.at ?? -Infinity)).toBeGreaterThanOrEqual(7 * DAY)
        const { day, hour } = clockIn(timeZone, new Date(at))
        expect(reader.wanted && hour >= reader.quietUntil && hour < reader.quietFrom).toBe(true)
        expect(isBusinessDay(day, holidays)).toBe(true)
        expect(steps.length).toBeLessThanOrEqual(4)
        for (const { kind, subjectId, state } of steps) {
          const key = `${kind} ${subjectId} ${state}`
          expect(at - (told.get(key) ?? -Infinity)).toBeGreaterThanOrEqual(28 * DAY)
          told.set(key, at)
        }
      })
    }),
    { numRuns },
  )
  return seen
}
