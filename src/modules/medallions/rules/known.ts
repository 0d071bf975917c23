import type { StackStyle } from '../../catalogue/rules/emblems/emblems.ts'

/** A micro-credential that a medallion may list, as the catalogue has it today. */
export type KnownMicroCredential = {
  readonly publisherId: string
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly competency: string
  readonly state: 'published' | 'retired' | 'outline'
  readonly retiredBecause: string | null
  readonly hoursMin: number
  readonly hoursMax: number
  /** What an award of it credits */
  readonly hours: number
  readonly stack: { readonly slug: string; readonly title: string; readonly style: StackStyle }
  readonly alignments: readonly { readonly framework: string; readonly edition: string; readonly code: string }[]
}

/** A framework in one edition, with all of its components in its order. */
export type FrameworkOutline = {
  readonly framework: string
  readonly edition: string
  readonly components: readonly { readonly code: string; readonly name: string; readonly domain: string }[]
}
