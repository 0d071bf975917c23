import { inWorkOrder, criterionNumbers } from '../../catalogue/rules/rubric.ts'
import type { MicroCredentialContent, Part, PartKind } from '../../catalogue/rules/content.ts'
import type { StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { getVersion, listNewerVersions } from '../../catalogue/queries/versions.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound } from '../../../platform/pages.ts'
import { duration, plural } from '../../../ui/words/words.ts'
import { can } from '../policy.ts'
import { loadAnswers } from '../queries/answers.ts'
import { findPursuit, type Pursuit } from '../queries/pursuits.ts'
import { listAttempts, listDecisions, type Decision, type Submission } from '../queries/submissions.ts'
import { isAnswered, missingFrom, type Answer } from '../rules/readiness.ts'
import { PART_NAMES } from '../rules/missing-words.ts'
import { openPrompts } from '../rules/work.ts'

/** One educator's work on one micro-credential, as every page of it needs it. */
export type Workspace = {
  pursuit: Pursuit
  attempts: Submission[]
  /** The newest attempt: the one that is open, waits, or was decided last. */
  current: Submission
  decisions: Decision[]
  content: MicroCredentialContent
  slug: string
  style: StackStyle
  answers: Map<string, Answer>
  open: Set<string>
  /** What was published since, the newest first */
  newer: { number: number; changeNote: string }[]
}

/** Loads a pursuit for its educator; 404 for everyone else, and for what there is not. */
export async function loadWorkspace(db: Db, actor: Actor, pursuitId: string | undefined): Promise<Workspace> {
  const pursuit = isId(pursuitId) ? await findPursuit(db, pursuitId) : null
  if (pursuit === null || !can(actor, { action: 'see a pursuit', subject: pursuit })) return notFound()
  const { orgId, publisherId, versionId, microCredentialId } = pursuit
  const [attempts, decisions, version] = await Promise.all([
    listAttempts(db, orgId, pursuit.id),
    listDecisions(db, orgId, pursuit.id),
    getVersion(db, publisherId, versionId),
  ])
  const current = attempts.at(-1)
  if (current === undefined) return notFound()
  return {
    pursuit,
    attempts,
    current,
    decisions,
    content: version.content,
    slug: version.slug,
    style: version.stack.style,
    answers: await loadAnswers(db, orgId, current.id),
    open: openPrompts(version.content, current.openCriteria),
    newer: await listNewerVersions(db, publisherId, microCredentialId, version.number),
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** "first attempt", "attempt 12". Attempts that were taken back before a decision are not counted. */
export function attemptInWords({ decisions, current }: Pick<Workspace, 'decisions' | 'current'>): string {
  const earlier = decisions.filter(({ submissionId }) => submissionId !== current.id).length
  const ordinal = ORDINALS[earlier]
  return ordinal === undefined ? `attempt ${earlier + 1}` : `${ordinal} attempt`
}

/** Whether an earlier attempt was decided, so that "What did you change?" is asked. */
export const isLater = ({ decisions, current }: Pick<Workspace, 'decisions' | 'current'>): boolean =>
  decisions.some(({ submissionId }) => submissionId !== current.id)

export type PartProgress = {
  kind: PartKind
  title: string
  prompts: number
  answered: number
  missing: number
  uploading: number
}

/** How far each part is, in work order; prompts that are locked do not count. */
export function progressOf({ content, answers, open }: Workspace): PartProgress[] {
  return inWorkOrder(content).map(({ kind, title, prompts }) => {
    const mine = prompts.filter(({ id }) => open.has(id))
    const lacks = mine.flatMap((prompt) => missingFrom(prompt, kind, answers.get(prompt.id)))
    return {
      kind,
      title,
      prompts: mine.length,
      answered: mine.filter((prompt) => isAnswered(prompt, answers.get(prompt.id))).length,
      missing: lacks.length,
      uploading: lacks.filter((lack) => lack.kind === 'uploading').length,
    }
  })
}

function factOf({ prompts, answered, missing, uploading }: PartProgress): string {
  if (prompts === 0) return 'Met, locked'
  const state = answered === 0 ? 'Not started' : missing === 0 ? 'Complete' : `${answered} of ${prompts} answered`
  return uploading > 0 ? `${state}, ${uploading} uploading` : state
}

/** One step of a pursuit, as the step list shows it. */
export type WorkStep = {
  name: string
  fact: string
  inking: 'open' | 'half' | 'full'
  href: string
  current: boolean
}

/** The steps of a draft: its parts in work order, then the check. `here` is the page they are shown on. */
export function stepsOf(workspace: Workspace, here: PartKind | 'check' | null): WorkStep[] {
  const parts = progressOf(workspace)
  const missing = parts.reduce((sum, part) => sum + part.missing, 0)
  const path = `/pursuits/${workspace.pursuit.id}`
  const steps = parts.map((part): WorkStep => {
    const inking =
      part.prompts === 0 || part.missing === 0 ? 'full' : part.answered > 0 || part.uploading > 0 ? 'half' : 'open'
    return {
      name: PART_NAMES[part.kind],
      fact: factOf(part),
      inking,
      href: `${path}/${part.kind}`,
      current: here === part.kind,
    }
  })
  const fact = missing === 0 ? 'Ready' : `${plural(missing, 'thing')} missing`
  return [
    ...steps,
    { name: 'Check and submit', fact, inking: 'open', href: `${path}/check`, current: here === 'check' },
  ]
}

const middle = ({ min, max }: Part['minutes']): number => (min + max) / 2

/** About how long the rest of a draft takes, from the minutes its authors measured: "40 minutes". */
export function timeLeft(workspace: Workspace): string {
  const { content } = workspace
  const rest = progressOf(workspace).map(({ kind, answered, prompts }) => {
    const part = content.parts.find((each) => each.kind === kind)
    return part === undefined || part.prompts.length === 0
      ? 0
      : (middle(part.minutes) * (prompts - answered)) / part.prompts.length
  })
  const minutes = rest.reduce((sum, each) => sum + each, middle(content.minutes.check_and_submit))
  return duration(Math.max(5, Math.round(minutes / 5) * 5))
}

/** Where to go on: the first part that lacks something, else the check. */
export function nextStep(workspace: Workspace): { href: string; verb: string } {
  const path = `/pursuits/${workspace.pursuit.id}`
  const parts = progressOf(workspace)
  const next = parts.find(({ missing }) => missing > 0)
  if (next === undefined) return { href: `${path}/check`, verb: 'Check and submit' }
  const verb = parts.every(({ answered }) => answered === 0) ? 'Begin with the' : 'Go on with the'
  return { href: `${path}/${next.kind}`, verb: `${verb} ${PART_NAMES[next.kind].toLowerCase()}` }
}

/** The numbers that criteria bear on every screen. */
export const numbersOf = (content: MicroCredentialContent): Record<string, number> =>
  Object.fromEntries(criterionNumbers(content))
