/** What the quality checklist found, at the place where an author mends it. */

import { placeInSections, type DraftKind, type Section } from './sections.ts'

/** One item of the checklist, as the rules of the catalogue tell it. `look`: only a person can decide. */
export type ChecklistItem = {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly advice?: string
  /** Nothing is published while it is not met */
  readonly blocking: boolean
  readonly state: 'met' | 'not met' | 'look'
  readonly findings: readonly { readonly path: readonly PropertyKey[]; readonly reason: string }[]
}

/** One finding where it is written. `field` is the name of a control of the section's form, or of what is nearest. */
export type SectionFinding = {
  readonly field: string
  readonly reason: string
  readonly blocking: boolean
  /** Something to look at, not something that is wrong */
  readonly look: boolean
  /** Where it is answered, when another author says it and not the checklist */
  readonly comment?: string
}

/** The section that a finding speaks of and the control in it; null for what is no section's, such as the id. */
export function placeOf(kind: DraftKind, path: readonly PropertyKey[]): { section: Section; field: string } | null {
  const place = placeInSections(kind, path)
  return place === null ? null : { section: place.section, field: place.path.map(String).join('.') }
}

/** What was found in one section, in the order of the checklist, the blocking first. */
export function findingsIn(kind: DraftKind, section: Section, items: readonly ChecklistItem[]): SectionFinding[] {
  return items
    .filter(({ state }) => state !== 'met')
    .flatMap(({ blocking, state, findings }) =>
      findings.flatMap(({ path, reason }) => {
        const place = placeOf(kind, path)
        const stops = blocking && state === 'not met'
        return place?.section === section
          ? [{ field: place.field, reason, blocking: stops, look: state === 'look' }]
          : []
      }),
    )
    .toSorted((a, b) => Number(b.blocking) - Number(a.blocking))
}

/** The findings at one control; `within` takes those of everything under it too. */
export const findingsAt = (
  findings: readonly SectionFinding[],
  field: string,
  { within = false }: { within?: boolean } = {},
): SectionFinding[] =>
  findings.filter((finding) => finding.field === field || (within && finding.field.startsWith(`${field}.`)))

/** What stands between a draft and its publication, in a sentence. */
export function standingInWords(items: readonly ChecklistItem[]): string {
  const open = items.filter(({ state }) => state === 'not met')
  const blocking = open.filter((item) => item.blocking).length
  if (blocking > 0) return `Not ready yet: ${blocking} of ${items.length} must still be met before it is published.`
  const looks = items.filter(({ state }) => state === 'look').length
  const rest = open.length + looks
  return rest === 0
    ? 'Everything on the list is met.'
    : `Nothing on the list stands in the way. ${rest === 1 ? 'One thing is' : `${rest} things are`} worth a look first.`
}
