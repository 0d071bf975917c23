/** What a medallion touches of a framework, of the goals and of other medallions, and what it leaves out. */

import type { MedallionContent } from '../content.ts'
import type { FrameworkOutline, KnownMicroCredential } from '../known.ts'

export type CoveredComponent = { code: string; name: string; count: number }
/** A domain with how many picks touch it, and each of its components. */
export type CoveredDomain = { domain: string; count: number; components: CoveredComponent[] }
export type FrameworkCoverage = {
  framework: string
  edition: string
  domains: CoveredDomain[]
  /** The domains that no pick touches */
  gaps: string[]
}

/**
 * How the picks lie over each framework, in the edition that their alignments name. One that none of them is aligned to
 * is left out: of that nothing can be said.
 */
export function coverageOf(
  { picks }: MedallionContent,
  known: readonly KnownMicroCredential[],
  frameworks: readonly FrameworkOutline[],
): FrameworkCoverage[] {
  const slugs = new Set(picks.map(({ micro_credential: slug }) => slug))
  const picked = known.filter(({ slug }) => slugs.has(slug))
  return frameworks.flatMap(({ framework, edition, components }) => {
    const touched = picked.map(
      ({ alignments }) =>
        new Set(
          alignments.flatMap((one) => (one.framework === framework && one.edition === edition ? [one.code] : [])),
        ),
    )
    if (touched.every(({ size }) => size === 0)) return []
    const domains = [...Map.groupBy(components, ({ domain }) => domain)].map(([domain, members]) => ({
      domain,
      count: touched.filter((codes) => members.some(({ code }) => codes.has(code))).length,
      components: members.map(({ code, name }) => ({
        code,
        name,
        count: touched.filter((codes) => codes.has(code)).length,
      })),
    }))
    return [
      { framework, edition, domains, gaps: domains.flatMap(({ domain, count }) => (count === 0 ? [domain] : [])) },
    ]
  })
}

export type Overlap = { medallionId: string; title: string; shared: string[]; of: number }

type Designed = { content: MedallionContent }

/** The other medallions that list some of the same, those that share most first. A next version is not held against the last. */
export function overlapsOf(
  { medallionId: own, content: { picks } }: Designed & { medallionId: string | null },
  others: readonly (Designed & { medallionId: string; title: string })[],
): Overlap[] {
  const slugs = new Set(picks.map(({ micro_credential: slug }) => slug))
  return others
    .filter(({ medallionId }) => medallionId !== own)
    .flatMap(({ medallionId, title, content }) => {
      const shared = content.picks.flatMap(({ micro_credential: slug }) => (slugs.has(slug) ? [slug] : []))
      return shared.length === 0 ? [] : [{ medallionId, title, shared, of: content.picks.length }]
    })
    .toSorted((a, b) => b.shared.length - a.shared.length || (a.title < b.title ? -1 : 1))
}
