import type { StackStyle } from '../rules/emblems/emblems.ts'

/** A micro-credential in a list; `written`: it is no outline. */
export type Row = {
  slug: string
  title: string
  competency: string
  written: boolean
  hours: number
  style: StackStyle
}

/** A stack with those of its micro-credentials that this page shows, of `count`. */
export type ShownStack = { slug: string; style: StackStyle; note: string | null; count: number; rows: Row[] }

/** A badge with its stacks, or (without a badge) the stacks that none holds. */
export interface Shelved {
  readonly badge: { readonly slug: string; readonly title: string } | null
  readonly stacks: readonly { readonly slug: string; readonly title: string; readonly count: number }[]
}
