/** What a rule of quality is made of, and what it is asked about. Rules are told in checklist.ts, in their order. */

import type { Misfit } from '../checks.ts'
import type { Alignment, MicroCredentialContent } from '../content.ts'
import type { Neighbours } from './text/neighbours.ts'

/** A place in the content, and a sentence for its author. */
export type Finding = Misfit

/** A component of a framework as the catalogue knows it; unverified when nobody compared it with the published one. */
export type Component = Pick<Alignment, 'framework' | 'edition' | 'code' | 'name'> & { readonly verified: boolean }

/** What a micro-credential stands beside. */
export type Surroundings = {
  /** The year it is now: no work can have appeared after it. */
  readonly year: number
  /** Of the frameworks that it names; more do no harm. */
  readonly components: readonly Component[]
  /** The other micro-credentials of its catalogue, itself among them or not. */
  readonly neighbours: Neighbours
}

export type Rule = {
  readonly id: string
  readonly title: string
  /** What goes wrong for educators or assessors without it */
  readonly why: string
  /** What to do about it */
  readonly advice: string
  /** Whether nothing is published while it is not met */
  readonly blocking: boolean
  /** The one place it is about; while nothing is written there, it is not met. */
  readonly about?: readonly [keyof MicroCredentialContent, ...string[]]
  /** The misfits of rules/checks.ts that are told under this rule, by their path. */
  readonly takes?: (path: readonly PropertyKey[]) => boolean
  /** What is wrong. */
  readonly find?: (content: MicroCredentialContent, surroundings: Surroundings) => Finding[]
  /** What only a person can decide. */
  readonly look?: (content: MicroCredentialContent, surroundings: Surroundings) => Finding[]
}
