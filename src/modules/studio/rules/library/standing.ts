import { titleOf } from '../diff/fields.ts'
import { placeOf, type ChecklistItem } from '../findings.ts'
import type { DraftKind, Section } from '../sections.ts'

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

const MOST_FINDINGS = 6

/** A checklist that can be read at a glance: where an item found much, it says how much in each section. */
export const inShort = (kind: DraftKind, items: readonly ChecklistItem[]): ChecklistItem[] =>
  items.map((item) => {
    if (item.findings.length <= MOST_FINDINGS) return item
    const bySection = Map.groupBy(item.findings, ({ path }) => placeOf(kind, path)?.section ?? null)
    const findings = [...bySection].flatMap(([section, found]) => {
      const [first] = found
      if (section === null || first === undefined) return found
      const many = found.length === 1 ? 'one place' : `${found.length} places`
      return [{ path: first.path, reason: `${titleOf(section)}: ${many} to write or to mend` }]
    })
    return { ...item, findings }
  })
