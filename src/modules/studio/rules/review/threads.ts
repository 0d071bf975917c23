/** Comments where they are shown: beside the place that they speak of, as long as that is there. */

import { readSection, type Place } from '../diff/places.ts'
import type { Section, SectionContent } from '../sections.ts'

export type Placed = { readonly section: Section; readonly place: string; readonly resolved: unknown }

/** The name of the control of a section's form under which a place is written: `prompts.1.text`. */
const fieldOf = ({ path }: Place): string => path.join('.')

/**
 * The comments of one section by the name of the field they speak of; under '' those of the whole section, and those
 * whose place is gone. What is resolved is left out.
 */
export function commentsByField<C extends Placed>(
  section: Section,
  content: SectionContent,
  comments: readonly C[],
): Map<string, C[]> {
  const fields = new Map(readSection(section, content).places.map((place) => [place.key, fieldOf(place)]))
  const open = comments.filter((comment) => comment.section === section && comment.resolved === null)
  return Map.groupBy(open, ({ place }) => fields.get(place) ?? '')
}
