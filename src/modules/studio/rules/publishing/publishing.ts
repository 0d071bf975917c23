/** What a draft needs before it can be published, beyond its checklist. */

import { misfitsBetween, type Frame, type FrameMisfit } from '../../../catalogue/rules/exchange/fit.ts'
import type { BadgeContent, MicroCredentialContent, StackContent } from '../../../catalogue/rules/content.ts'
import { readyWord, type Review } from '../review/review.ts'

export const LONGEST_CHANGE_NOTE = 1_000

/** Wording; clearer, with the same competency; asks for something else. */
export const steps = ['patch', 'minor', 'major'] as const
export type Step = (typeof steps)[number]
export const isStep = (text: string | undefined): text is Step => steps.some((step) => step === text)

/** The name of the next version after the highest there is; the first one is 1.0.0. */
export function nextVersion(names: readonly string[], step: Step): string {
  const [highest] = names.map(numbersOf).toSorted((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2])
  if (highest === undefined) return '1.0.0'
  const [major, minor, patch] = highest
  if (step === 'major') return `${major + 1}.0.0`
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

function numbersOf(name: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = name.split('.').map(Number)
  return [major, minor, patch]
}

export type Written =
  | { kind: 'micro-credential'; content: MicroCredentialContent }
  | { kind: 'stack'; content: StackContent }
  | { kind: 'badge'; content: BadgeContent }

/** What of the catalogue a new version is held against. */
export type Around = {
  /** What is published, and the stacks that are only drafted */
  frame: Frame
  published: ReadonlySet<string>
  retired: ReadonlySet<string>
}

/** A new stack is worth its name when so many of its micro-credentials can be begun. */
const LEAST_PUBLISHED = 2

/** Why this version does not fit into the catalogue, each in a sentence; empty when it does. */
export function obstaclesOf(written: Written, { frame, published, retired }: Around): string[] {
  const { kind, content } = written
  const others = <T extends { id: string }>(list: readonly T[]): T[] => list.filter(({ id }) => id !== content.id)
  const after: Frame =
    kind === 'badge'
      ? { ...frame, badges: [...others(frame.badges), content] }
      : kind === 'stack'
        ? { ...frame, stacks: [...others(frame.stacks), content] }
        : { ...frame, microCredentials: [...others(frame.microCredentials), content] }
  const before = new Set(misfitsBetween(frame).map(({ reason }) => reason))
  const misfits = misfitsBetween(after).filter(
    (misfit) => isAbout(misfit, content.id) && !before.has(misfit.reason) && !waits(misfit, kind),
  )
  return [...misfits.map(({ reason }) => reason), ...ownObstacles(written, { frame, published, retired })]
}

const isAbout = (misfit: FrameMisfit, id: string): boolean => misfit.id === id || misfit.with === id

/** A micro-credential may be published before its stack lists it. A stack may not let go of one that can be begun. */
const waits = ({ mayWait }: FrameMisfit, kind: Written['kind']): boolean =>
  mayWait === true && kind === 'micro-credential'

function ownObstacles({ kind, content }: Written, { frame, published, retired }: Around): string[] {
  if (kind === 'micro-credential') {
    const now = frame.microCredentials.find(({ id }) => id === content.id)?.stack
    return now === undefined || now === content.stack
      ? []
      : [
          `It belongs to the stack "${now}". A micro-credential is not moved between stacks: what people earned counts there.`,
        ]
  }
  const listed = kind === 'stack' ? content.micro_credentials : content.stacks
  const gone = listed.filter((id) => retired.has(id))
  const open = listed.filter((id) => published.has(id) && !retired.has(id))
  return [
    ...gone.map(
      (id) => `"${id}" is retired, so nobody new could earn this ${kind}. Leave it out, or take it up again.`,
    ),
    ...(kind === 'stack' && open.length < LEAST_PUBLISHED
      ? [
          `At least ${LEAST_PUBLISHED} of its micro-credentials must be published first; ${open.length} ${open.length === 1 ? 'is' : 'are'}.`,
        ]
      : []),
    ...(kind === 'badge' && open.length === 0 ? ['At least one of its stacks must be published first.'] : []),
  ]
}

/** Who stands behind a publication: a second author's word, or the reason why there is none. */
export type Backing =
  | { ok: true; reviewedBy: string | null; unreviewedBecause: string | null }
  /** not_ready: a second author has not said of this text that it is ready; reason_missing: the only author gives none */
  | { ok: false; reason: 'not_ready' | 'reason_missing' }

/** A second author must have said that the text is ready. The only author of a catalogue may say why nobody did. */
export function backingOf(given: {
  reviews: readonly Review[]
  fingerprint: string
  mainAuthorId: string
  authors: number
  because: string
}): Backing {
  const said = readyWord(given.reviews, given)
  if (said !== null) return { ok: true, reviewedBy: said.by.id, unreviewedBecause: null }
  if (given.authors > 1) return { ok: false, reason: 'not_ready' }
  return given.because === ''
    ? { ok: false, reason: 'reason_missing' }
    : { ok: true, reviewedBy: null, unreviewedBecause: given.because }
}
