import type { KnownMicroCredential } from '#src/modules/medallions/rules/known.ts'

/** A micro-credential as the catalogue has it, for rules that need little of it; its id is its slug. */
export const known = (slug: string, edit: Partial<KnownMicroCredential> = {}): KnownMicroCredential => ({
  publisherId: 'p',
  id: slug,
  slug,
  title: slug,
  competency: '',
  state: 'published',
  retiredBecause: null,
  hoursMin: 1,
  hoursMax: 2,
  hours: 1.5,
  stack: { slug: 'stack', title: 'Stack', style: {} as KnownMicroCredential['stack']['style'] },
  alignments: [],
  ...edit,
})
