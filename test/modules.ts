/**
 * The modules of the domain, in the one order that binds them: a module may import those before it, never those after.
 * The import rules (.dependency-cruiser.mjs) and the architecture tests are derived from this list.
 */
export const MODULES = [
  'people',
  'catalogue',
  'medallions',
  'submissions',
  'assessment',
  'studio',
  'credentials',
  'insights',
] as const

/** Who may own a table: a module, or the platform (events, mail). */
export const OWNERS: readonly string[] = [...MODULES, 'platform']
