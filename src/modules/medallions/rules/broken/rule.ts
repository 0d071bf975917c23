import type { KnownMicroCredential } from '../known.ts'

/** Everything that can keep a draft of a medallion from being published. */
export type Rule =
  | 'title_missing'
  | 'mission_missing'
  | 'summary_missing'
  | 'monogram'
  | 'too_few'
  | 'too_many'
  | 'listed'
  | 'pick_twice'
  | 'pick_unknown'
  | 'pick_retired'
  | 'pick_outline'
  | 'pick_without_goal'
  | 'pick_without_line'
  | 'pick_without_choice'
  | 'goals_missing'
  | 'goals_many'
  | 'goal_without_name'
  | 'goal_unserved'
  | 'goal_twice'
  | 'choices_many'
  | 'choice_without_title'
  | 'choice_empty'
  | 'choice_of_none'
  | 'choice_of_all'
  | 'choice_twice'
  | 'too_long'
  | 'not_plain'

/** What is wrong, and how it is mended: a sentence each. */
export type BrokenRule = {
  rule: Rule
  /** Where it is in the content: ['picks', 3, 'goal'] */
  path: readonly (string | number)[]
  sentence: string
  mend: string
}

/** What the catalogue has of the picks of a draft. */
export type Known = readonly {
  readonly [Key in 'slug' | 'title' | 'state' | 'retiredBecause']: KnownMicroCredential[Key]
}[]

export const broken = (rule: Rule, path: BrokenRule['path'], sentence: string, mend: string): BrokenRule => ({
  rule,
  path,
  sentence,
  mend,
})

/** "one pick", "3 picks" */
export const picksInWords = (count: number): string => (count === 1 ? 'one pick' : `${count} picks`)

/** Enough of a text to find it by. */
export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57).trimEnd()}...` : text)
