import { collectionTitle, type AwardKind } from '../achievement.ts'

/** Something of the catalogue that a row may name. */
export type Item = {
  kind: AwardKind
  id: string
  slug: string
  title: string
  /** The newest published version; null for an outline, and for what was withdrawn. */
  versionId: string | null
  /** What may be credited, and what is where the row says nothing. */
  hours: { least: number; most: number; credited: number }
}

const PATHS = { 'micro-credentials': 'micro-credential', stacks: 'stack', badges: 'badge' } as const

/** Finds what a row names. */
export type ItemBook = (named: string) => Item | 'item_unknown' | 'item_ambiguous'

/** By the end of its address ("stacks/instruction", or the whole of it), by its slug, or by its title in any case. */
export function openItemBook(items: readonly Item[]): ItemBook {
  const bySlug = Map.groupBy(items, ({ slug }) => slug)
  const byTitle = Map.groupBy(
    items.flatMap((item) => titlesOf(item).map((title) => ({ title, item }))),
    ({ title }) => title,
  )
  const only = (found: readonly Item[]) => (found.length > 1 ? 'item_ambiguous' : (found[0] ?? 'item_unknown'))
  return (named) => {
    const address = /(?:^|\/)(micro-credentials|stacks|badges)\/([a-z0-9-]+)\/?$/.exec(named.toLowerCase())
    if (address !== null) {
      const [, path = '', slug = ''] = address
      const kind = PATHS[path as keyof typeof PATHS]
      return only((bySlug.get(slug) ?? []).filter((item) => item.kind === kind))
    }
    const bySlugs = bySlug.get(named.toLowerCase()) ?? []
    return only(bySlugs.length > 0 ? bySlugs : (byTitle.get(folded(named)) ?? []).map(({ item }) => item))
  }
}

const titlesOf = ({ kind, title }: Item): string[] => [
  ...new Set([folded(title), folded(collectionTitle(kind, title))]),
]

/** Spreadsheets set their own quotation marks and spaces, and people their own capitals. */
const folded = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/\s+/g, ' ').trim()
