/** What the designer shows of a medallion beside its picks: how long it takes, and what it is made of. */

import type { StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import type { MedallionContent } from '../content.ts'
import type { KnownMicroCredential } from '../known.ts'

type Known = readonly KnownMicroCredential[]
export type Hours = { least: number; most: number }

const bySlug = (known: Known): Map<string, KnownMicroCredential> => new Map(known.map((one) => [one.slug, one]))

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)

/**
 * The hours of the quickest and of the longest way to the medallion: what everybody needs, and of each choice the
 * shortest picks or the longest. What the catalogue does not have counts for nothing.
 */
export function hoursOf({ picks, groups }: MedallionContent, known: Known): Hours {
  const catalogue = bySlug(known)
  const found = (group: string | undefined): KnownMicroCredential[] =>
    picks.flatMap((pick) => (pick.group === group ? (catalogue.get(pick.micro_credential) ?? []) : []))
  const all = found(undefined)
  const hours = {
    least: sum(all.map(({ hoursMin }) => hoursMin)),
    most: sum(all.map(({ hoursMax }) => hoursMax)),
  }
  return groups.reduce(({ least, most }, { id, needed }) => {
    const members = found(id)
    const shortest = members.map(({ hoursMin }) => hoursMin).toSorted((a, b) => a - b)
    const longest = members.map(({ hoursMax }) => hoursMax).toSorted((a, b) => b - a)
    return { least: least + sum(shortest.slice(0, needed)), most: most + sum(longest.slice(0, needed)) }
  }, hours)
}

export type StackShare = { slug: string; title: string; style: StackStyle; count: number }

/** How many picks come from each stack, the most first. */
export function stacksOf({ picks }: MedallionContent, known: Known): StackShare[] {
  const catalogue = bySlug(known)
  const shares = new Map<string, StackShare>()
  for (const { micro_credential: slug } of picks) {
    const stack = catalogue.get(slug)?.stack
    if (stack === undefined) continue
    const share = shares.get(stack.slug)
    shares.set(stack.slug, { ...stack, count: (share?.count ?? 0) + 1 })
  }
  return [...shares.values()].toSorted((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
}
