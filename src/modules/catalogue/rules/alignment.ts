import type { Alignment } from './content.ts'

/** Where an alignment stands on the page of its micro-credential; credentials link to it. */
export const alignmentAnchor = ({
  framework,
  edition,
  code,
}: Pick<Alignment, 'framework' | 'edition' | 'code'>): string =>
  `alignment-${[framework, edition, code]
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`
