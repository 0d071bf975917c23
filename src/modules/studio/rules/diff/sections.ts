import { joinSections, type DraftKind, type Section, type SectionContent } from '../sections.ts'
import { changesBetween, type Change } from './diff.ts'

/** What two authors wrote in one section, place by place, from the one text to the other. */
export function differences(kind: DraftKind, section: Section, from: SectionContent, to: SectionContent): Change[] {
  const whole = (content: SectionContent) => joinSections(kind, { [section]: content }, { id: 'a', version: '1.0.0' })
  return changesBetween(kind, whole(from), whole(to))
}
