/** What pages say of a medallion, published or still a draft: goal by goal, and as a path. */

import type { StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import type { MedallionContent } from '../content.ts'
import type { KnownMicroCredential } from '../known.ts'
import { inWords, listed, sentence } from '../words.ts'

export type PagePick = {
  slug: string
  title: string
  /** null where the catalogue has no such micro-credential */
  style: StackStyle | null
  state: KnownMicroCredential['state'] | 'unknown'
  hours: number
  line: string
  when: string
  /** The choice that it stands in, in a sentence; null: everyone earns it */
  choice: string | null
}

export type PageGoal = { id: string; name: string; text: string; picks: PagePick[] }

/** One pick that everyone earns, or a choice with all that it is between. */
export type PathStep = { picks: PagePick[]; choice: { title: string; says: string } | null }
/** Steps of the path that follow each other in one term; empty: no term was named */
export type PathTerm = { when: string; steps: PathStep[] }

export type MedallionPage = {
  goals: PageGoal[]
  /** Picks of a draft that serve no goal yet */
  withoutGoal: PagePick[]
  path: PathTerm[]
}

export function pageOf(
  { goals, groups, picks }: MedallionContent,
  known: readonly KnownMicroCredential[],
): MedallionPage {
  const catalogue = new Map(known.map((one) => [one.slug, one]))
  const titleOf = (slug: string): string => catalogue.get(slug)?.title ?? slug
  const othersOf = (group: string, own: string): string[] =>
    picks.flatMap((pick) =>
      pick.group === group && pick.micro_credential !== own ? [titleOf(pick.micro_credential)] : [],
    )
  const shown = picks.map(({ micro_credential: slug, mission_line: line, when = '', group, goal }) => {
    const found = catalogue.get(slug)
    const chosen = groups.find(({ id }) => id === group)
    const choice = chosen === undefined ? null : choiceOf(chosen.needed, othersOf(chosen.id, slug))
    const pick: PagePick = {
      slug,
      title: found?.title ?? slug,
      style: found?.stack.style ?? null,
      state: found?.state ?? 'unknown',
      hours: found?.hours ?? 0,
      line,
      when,
      choice,
    }
    return { goal, group, pick }
  })
  const steps = shown.flatMap(({ group, pick }, place): PathStep[] => {
    const choice = groups.find(({ id }) => id === group)
    if (choice === undefined) return [{ picks: [pick], choice: null }]
    // A choice stands where the first of it does.
    if (shown.findIndex((other) => other.group === group) < place) return []
    const among = shown.flatMap((other) => (other.group === group ? [other.pick] : []))
    return [{ picks: among, choice: { title: choice.title, says: choiceInWords(choice.needed, among.length) } }]
  })
  return {
    goals: goals.map(({ id, name, text }) => ({
      id,
      name,
      text,
      picks: shown.flatMap(({ goal, pick }) => (goal === id ? [pick] : [])),
    })),
    withoutGoal: shown.flatMap(({ goal, pick }) => (goals.some(({ id }) => id === goal) ? [] : [pick])),
    path: steps.reduce<PathTerm[]>((terms, step) => {
      const when = step.picks.find((pick) => pick.when !== '')?.when ?? ''
      const last = terms.at(-1)
      if (last !== undefined && last.when === when) last.steps.push(step)
      else terms.push({ when, steps: [step] })
      return terms
    }, []),
  }
}

/** "Two of these three" */
const choiceInWords = (needed: number, of: number): string => `${sentence(inWords(needed))} of these ${inWords(of)}`

/** "You choose two of three: this, Public Product or Rubric Design." */
const choiceOf = (needed: number, others: readonly string[]): string =>
  `You choose ${inWords(needed)} of ${inWords(others.length + 1)}: ${listed(['this', ...others], 'or')}.`

/** "Seven that everyone earns, and three more out of two choices": what a medallion asks for, in one phrase. */
export function asksInWords({ picks, groups }: { [Key in 'picks' | 'groups']: MedallionContent[Key] }): string {
  const all = picks.filter(({ group }) => group === undefined).length
  const chosen = groups.reduce((sum, { needed }) => sum + needed, 0)
  if (groups.length === 0) return `${sentence(inWords(all))} micro-credentials, the same for everyone`
  const choices = groups.length === 1 ? 'a choice' : `${inWords(groups.length)} choices`
  if (all === 0) return `${sentence(inWords(chosen))} micro-credentials, out of ${choices}`
  return `${sentence(inWords(all))} that everyone earns, and ${inWords(chosen)} more out of ${choices}`
}
