import type { PartKind } from '../../catalogue/rules/content.ts'
import { kindsFor } from './evidence.ts'
import { openPrompts, partOf, promptsOf, type Prompt, type Work } from './work.ts'
import { countWords, wordsAgainst } from './words.ts'

export const STATEMENTS = ['own_work', 'no_identities', 'may_be_read'] as const
export type Statement = (typeof STATEMENTS)[number]

/** Of the answer to "What did you change?", in characters. */
export const LONGEST_NOTE = 5000

/** What stands under one prompt now. */
export type Answer = {
  text: string
  evidence: readonly { name: string; state: 'uploading' | 'ready' }[]
  /** Two texts from two tabs wait for a choice. */
  conflict: boolean
}

export type Missing =
  | { kind: 'empty'; part: PartKind; promptId: string }
  | { kind: 'too_short'; part: PartKind; promptId: string; words: number }
  | { kind: 'too_long'; part: PartKind; promptId: string; words: number }
  | { kind: 'uploading'; part: PartKind; promptId: string; name: string }
  | { kind: 'two_texts'; part: PartKind; promptId: string }
  | { kind: 'changed_note' }
  | { kind: 'statement'; statement: Statement }

export type Attempt = {
  work: Work
  openCriteria: readonly string[]
  answers: ReadonlyMap<string, Answer>
  /** Whether an earlier attempt was decided, so that "What did you change?" is asked. */
  later: boolean
  changedNote: string
  statements: Record<Statement, boolean>
}

const NOTHING: Answer = { text: '', evidence: [], conflict: false }

/** Whether something that counts is there: words, or ready evidence where the prompt takes any. */
export function isAnswered(prompt: Prompt, answer: Answer = NOTHING): boolean {
  if (countWords(answer.text) > 0) return true
  return kindsFor(prompt.responses).length > 0 && answer.evidence.some(({ state }) => state === 'ready')
}

/**
 * What one prompt still lacks. The least number of words is asked of an answer in words alone: with evidence beside
 * it, a short text is a caption. The greatest number always holds.
 */
export function missingFrom(prompt: Prompt, part: PartKind, answer: Answer = NOTHING): Missing[] {
  const found: Missing[] = []
  const at = { part, promptId: prompt.id }
  for (const { name, state } of answer.evidence)
    if (state === 'uploading') found.push({ kind: 'uploading', ...at, name })
  if (answer.conflict) found.push({ kind: 'two_texts', ...at })
  const words = countWords(answer.text)
  if (!isAnswered(prompt, answer)) {
    if (prompt.required) found.push({ kind: 'empty', ...at })
    return found
  }
  const { missing, over } = wordsAgainst(prompt.words, words)
  const inWordsAlone = !answer.evidence.some(({ state }) => state === 'ready')
  if (missing > 0 && inWordsAlone) found.push({ kind: 'too_short', ...at, words: missing })
  if (over > 0) found.push({ kind: 'too_long', ...at, words: over })
  return found
}

/** Everything that keeps an attempt from being submitted, in the order of the page; empty when it is ready. */
export function missingForSubmission({
  work,
  openCriteria,
  answers,
  later,
  changedNote,
  statements,
}: Attempt): Missing[] {
  const open = openPrompts(work, openCriteria)
  const prompts = promptsOf(work).filter(({ id }) => open.has(id))
  const found: Missing[] = prompts.flatMap((prompt) => {
    const part = partOf(work, prompt.id)
    return part === null ? [] : missingFrom(prompt, part.kind, answers.get(prompt.id))
  })
  if (later && countWords(changedNote) === 0) found.push({ kind: 'changed_note' })
  for (const statement of STATEMENTS) if (!statements[statement]) found.push({ kind: 'statement', statement })
  return found
}
