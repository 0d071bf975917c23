import type { Component } from '../../rules/alignments.ts'
import type { SectionFinding } from '../../rules/findings.ts'

type Option = { readonly value: string; readonly label: string }

/** What the fields of a section need to know beside their own content. */
export type Setting = {
  /** What a field may name, by kind */
  readonly things: { readonly 'micro-credential': readonly Option[]; readonly stack: readonly Option[] }
  /** What the checklist found in this section */
  readonly findings: readonly SectionFinding[]
  /** Names for the keys of a record, such as the criteria of a score; those of the content itself where there is none */
  readonly names: Readonly<Record<string, readonly Option[]>>
  /** What is known of the components that alignments name */
  readonly components: ReadonlyMap<string, Component>
}
