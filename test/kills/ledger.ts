/** What was acknowledged to people before the program was killed, and what was sent without an answer. */

/** A text that is saved again and again: all that was sent, in order, and which of it was acknowledged last. */
export type Line = {
  sent: string[]
  /** -1: nothing yet. */
  acknowledged: number
  /** null: to be asked for, because the text was carried into another attempt. */
  revision: number | null
}

export type Filed = {
  name: string
  promptId: string
  bytes: Buffer
  acknowledged: boolean
  /** Known after the next start. */
  evidenceId: string | null
  /** Whether it was opened after a kill. */
  seen: boolean
}

export type Pursuit = {
  id: string
  slug: string
  /** The newest attempt that was begun, counted from 1. */
  attempt: number
  lines: Map<string, Line>
  files: Filed[]
  /** Attempts of which it was acknowledged. */
  submitted: Set<number>
  withdrawn: Set<number>
  /** Attempts that somebody tried to take back, answered or not. */
  takenBack: Set<number>
  /** Uploads that a kill has cut, by the id of their evidence; their educator clears them away. */
  cut: string[]
}

export type Educator = {
  email: string
  cookie: string
  pursuits: Map<string, Pursuit>
  /** The limit of submissions an hour is reached. */
  tired: boolean
}

export type Outcome = 'earned' | 'not_yet'

export type Judgement = {
  id: string
  assessor: string
  /** null: found on the queue after a kill, so that the claim itself was never acknowledged. */
  submissionId: string | null
  lines: Map<string, Line>
  /** The outcome that was sent, answered or not. */
  sent: Outcome | null
  acknowledged: boolean
}

export type Ledger = {
  educators: Educator[]
  /** Addresses of people whose adding was acknowledged. */
  people: string[]
  judgements: Map<string, Judgement>
  /** How many things were acknowledged, by what they were. */
  counts: Map<string, number>
}

export const newLedger = (): Ledger => ({ educators: [], people: [], judgements: new Map(), counts: new Map() })

export const count = ({ counts }: Ledger, what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1)

export function lineOf(lines: Map<string, Line>, key: string): Line {
  const line = lines.get(key) ?? { sent: [], acknowledged: -1, revision: 0 }
  lines.set(key, line)
  return line
}

/**
 * Holds a line against what is stored now; says what is wrong, or null. What was sent after the last acknowledged text
 * may have arrived or not; from here on, what stands there is the truth.
 */
export function settleLine(line: Line, stored: { text: string; revision: number } | undefined): string | null {
  const place = stored === undefined ? -1 : line.sent.lastIndexOf(stored.text)
  if (stored !== undefined && place === -1) return `holds a text that was never sent: ${stored.text.slice(0, 60)}`
  if (place < line.acknowledged)
    return `holds text ${place} of ${line.sent.length}, but ${line.acknowledged} was acknowledged`
  line.acknowledged = place
  line.revision = stored?.revision ?? 0
  return null
}
