import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { decideSubmission } from '../commands/decide.ts'
import { saveScore, type Saved } from '../commands/save-score.ts'
import { controlName } from '../parts/control-name.ts'
import type { SheetCriterion } from '../rules/sheet.ts'
import {
  LONGEST_COMMENT,
  missingInWords,
  outcomeInWords,
  decisionOn,
  type Missing,
  type Scale,
} from '../rules/decision.ts'
import type { Standing } from './judgement-view.ts'

/** A judgement form that was not taken: what to do, beside which criterion, and every word of it. */
export type Refusal = {
  title: string
  kept: string
  problems: { message: string; field?: string; href?: string }[]
  wrong: Record<string, string>
  words: Standing[]
  /** What another tab saved meanwhile. */
  clashes: Standing[]
}

export type Given = { db: Db; actor: Actor; now: Date }
type Sheet = { id: string; open: readonly SheetCriterion[]; scale: Scale }

/** The words of a judgement form, one entry for each open criterion. */
export function readWords(form: FormData, open: readonly SheetCriterion[]): Standing[] {
  const text = (name: string): string | null => {
    const value = form.get(name)
    return typeof value === 'string' ? value : null
  }
  return open.map(({ id }) => ({
    criterionId: id,
    levelId: text(controlName('level', id)),
    comment: (text(controlName('comment', id)) ?? '').replaceAll('\r\n', '\n'),
    revision: Math.max(0, Math.trunc(Number(text(controlName('revision', id))) || 0)),
  }))
}

const KEPT = 'Everything you wrote is here and saved.'

/** Saves a whole form; 'ended' when the judgement is over, and then the words are kept for the next claim. */
export async function saveForm(
  given: Given,
  { id, open }: Sheet,
  words: readonly Standing[],
): Promise<{ ok: true } | { ok: false; refusal: Refusal } | 'ended'> {
  const answers: { criterion: SheetCriterion; word: Standing; saved: Saved }[] = []
  for (const word of words) {
    const criterion = open.find((each) => each.id === word.criterionId)
    if (criterion === undefined) continue
    const { criterionId, levelId, comment, revision } = word
    const saved = await saveScore(given, { judgementId: id, criterionId, levelId, comment, baseRevision: revision })
    answers.push({ criterion, word, saved })
  }
  if (answers.some(({ saved }) => !saved.ok && (saved.reason === 'ended' || saved.reason === 'decided'))) return 'ended'
  const wrong: Record<string, string> = {}
  const clashes: Standing[] = []
  const kept = answers.map(({ criterion, word, saved }): Standing => {
    if (saved.ok) return { ...word, revision: saved.revision }
    wrong[criterion.id] =
      saved.reason === 'conflict'
        ? `Criterion ${criterion.number} was saved in another tab meanwhile. Look at both, and save again to keep what stands here.`
        : saved.reason === 'too_long'
          ? `The comment on criterion ${criterion.number} is longer than ${LONGEST_COMMENT} characters. Shorten it.`
          : `Choose a level for criterion ${criterion.number} again.`
    if (saved.reason !== 'conflict') return word
    const { levelId, comment, revision } = saved.current
    clashes.push({ criterionId: criterion.id, levelId, comment, revision })
    return { ...word, revision }
  })
  if (Object.keys(wrong).length === 0) return { ok: true }
  const problems = Object.entries(wrong).map(([criterionId, message]) => ({
    message,
    field: controlName('level', criterionId),
  }))
  const refusal = {
    title: 'Not all of it is saved',
    kept: 'Every word you wrote is still in the form.',
    problems,
    wrong,
    words: kept,
    clashes,
  }
  return { ok: false, refusal }
}

const incomplete = (missing: readonly Missing[], open: readonly SheetCriterion[], words: Standing[]): Refusal => {
  const said = missing.flatMap(({ criterionId, what }) => {
    const criterion = open.find(({ id }) => id === criterionId)
    return criterion === undefined ? [] : [{ criterionId, what, message: missingInWords(criterion, what) }]
  })
  return {
    title: `No decision yet: ${said.length === 1 ? 'one thing is' : `${said.length} things are`} missing`,
    kept: KEPT,
    problems: said.map(({ criterionId, what, message }) => ({ message, field: controlName(what, criterionId) })),
    wrong: Object.fromEntries(said.map(({ criterionId, message }) => [criterionId, message])),
    words,
    clashes: [],
  }
}

/**
 * Gives the decision that the saved words make, when it is the one that stood before the assessor's eyes (`expects`);
 * otherwise shows it first. 'over' when the judgement has ended, with or without this decision.
 */
export async function decideForm(
  given: Given,
  sheet: Sheet,
  words: Standing[],
  expects: unknown,
): Promise<{ ok: false; refusal: Refusal } | 'over'> {
  const { id, open, scale } = sheet
  const decision = decisionOn(
    scale,
    open.map((criterion) => criterion.id),
    words,
  )
  if (!decision.complete) return { ok: false, refusal: incomplete(decision.missing, open, words) }
  if (decision.outcome !== expects) {
    const problems = [{ message: `${outcomeInWords(decision) ?? ''} Give the decision`, href: '#decision' }]
    const refusal = {
      title: 'Look once more: a decision is final',
      kept: KEPT,
      problems,
      wrong: {},
      words,
      clashes: [],
    }
    return { ok: false, refusal }
  }
  const decided = await decideSubmission(given, { judgementId: id })
  if (!decided.ok && decided.reason === 'incomplete')
    return { ok: false, refusal: incomplete(decided.missing, open, words) }
  return 'over'
}
