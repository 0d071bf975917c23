import type { EnrolmentState } from '../../../medallions/rules/answers.ts'
import type { AwardState } from '../award.ts'
import type { Petal, Progress } from './progress.ts'

/** A medallion and how far its educator is. */
export type MedallionView = {
  medallionId: string
  title: string
  /** Its public page */
  page: string
  organisation: string
  monogram: string
  state: EnrolmentState
  award: { state: AwardState; reason: string | null; credentialId: string | null; petals: Petal[] } | null
  progress: Progress
  /** The least and the most that it takes */
  hours: [number, number]
  /** They said "not now" */
  putOff: boolean
  /** All of it was earned before it was offered: a leader has to say that it counts */
  waitsForLeader: boolean
  cohort: { name: string; endsOn: string; coach: string | null } | null
  /** A newer version, for as long as they have not chosen; `left` is what it would still take */
  newer: { versionId: string; number: number; own: number; note: string; left: number } | null
}
