import type { Section } from './sections.ts'

/** How far a section of a draft is. */
export type SectionStep = {
  readonly section: Section
  readonly written: 'not begun' | 'begun'
  /** How many things the checklist wants mended in it */
  readonly remarks: number
}

/** The same in a few words. */
export const standing = ({ written, remarks }: SectionStep): string => {
  if (written === 'not begun') return 'Not begun'
  return remarks === 0 ? 'Nothing missing' : `${remarks} ${remarks === 1 ? 'remark' : 'remarks'}`
}
