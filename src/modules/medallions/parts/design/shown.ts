import type { KnownMicroCredential } from '../../rules/known.ts'

/** A micro-credential in the designer, with how many of the organisation's educators have earned it. */
export type ShownPick = KnownMicroCredential & { readonly holders: number }
