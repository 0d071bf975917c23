import type { Db } from '../../../../platform/database/database.ts'
import { notFound } from '../../../../platform/pages.ts'
import { listComponentNames, listPlaces, listStackNames } from '../../../catalogue/queries/browse.ts'
import { searchCatalogue } from '../../../catalogue/queries/search.ts'
import { findPublisherId } from '../../../catalogue/queries/tree.ts'
import { byGroup, componentChoice, stackChoices, valueOf, withCounts } from '../../../catalogue/rules/choices.ts'
import { componentKey } from '../../../catalogue/rules/search.ts'
import type { SearchAsked } from '../../../catalogue/rules/search-address.ts'
import type { ShownPick } from '../../parts/design/shown.ts'
import { listAlignedFrameworks, listKnown } from '../../queries/designing/known.ts'
import { listComments, listConflicts, type MedallionDraft } from '../../queries/drafts.ts'
import { countHolders } from '../../queries/holders.ts'
import { listOffered } from '../../queries/medallions.ts'
import type { MedallionContent } from '../../rules/content.ts'
import { differencesOf } from '../../rules/designing/differences.ts'
import { listedOf } from '../../rules/designing/listed.ts'
import { borrowedOf } from '../../rules/designing/start.ts'
import type { KnownMicroCredential } from '../../rules/known.ts'

/** Rows of the catalogue that stand on one page; the founding one has thirty. */
const MOST_ROWS = 60
/** As many as are counted in one statement; see countHolders. */
const COUNTED = 60

/** What the designer shows of a draft. */
export async function loadDesignerView(
  db: Db,
  draft: MedallionDraft,
  { personId, timeZone }: { personId: string; timeZone: string },
  typed: SearchAsked,
) {
  const publisherId = await findPublisherId(db)
  if (publisherId === null) return notFound()
  const { content, organisationId, orgId, organisation } = draft
  const { asked, slugs, total, choices } = await lookUp(db, publisherId, typed)
  const picked = content.picks.map((pick) => pick.micro_credential)
  const [known, frameworks, offered, conflicts, comments] = await Promise.all([
    listKnown(db, [...new Set([...slugs, ...picked])]),
    listAlignedFrameworks(db, publisherId),
    listOffered(db, orgId, organisation.path),
    listConflicts(db, orgId, draft.id),
    listComments(db, orgId, draft.id),
  ])
  const [holders, { educators, qualified, oneLeft }] = await Promise.all([
    holdersOf(db, organisationId, known),
    countHolders(db, organisationId, listedOf(content, known)),
  ])
  const shown = known.map((one): ShownPick => ({ ...one, holders: holders.get(one.id) ?? 0 }))
  const bySlug = new Map(shown.map((one) => [one.slug, one]))
  const titleOf = (slug: string): string => bySlug.get(slug)?.title ?? slug
  return {
    id: draft.id,
    organisation: organisation.name,
    isNew: draft.medallionId === null,
    medallionId: draft.medallionId,
    content,
    revision: draft.revision,
    savedAt: draft.savedAt,
    savedBy: draft.savedBy.id === personId ? null : draft.savedBy.name,
    timeZone,
    start: draft.start === null ? null : { title: draft.start.title, organisation: draft.start.organisation },
    borrowed: borrowedOf(content, draft.start).picks,
    rows: slugs.flatMap((slug) => bySlug.get(slug) ?? []),
    known: shown,
    total,
    asked,
    choices,
    frameworks,
    qualified: { educators, qualified, oneLeft },
    others: offered.map(({ medallionId, title, content: { picks, ...rest } }) => ({
      medallionId,
      title,
      content: { ...rest, picks },
    })),
    openComments: comments.filter(({ settled }) => settled === null).length,
    conflicts: conflicts.map(({ id, keptBy, content: kept }) => ({
      id,
      keptBy: keptBy.id === personId ? null : keptBy.name,
      differences: differencesOf(content, kept, titleOf),
    })),
  }
}
export type DesignerView = Awaited<ReturnType<typeof loadDesignerView>>

/** What of the catalogue is shown, in its order or the best first, and what it can be narrowed to. */
async function lookUp(db: Db, publisherId: string, typed: SearchAsked) {
  const [stackNames, componentNames] = await Promise.all([
    listStackNames(db, publisherId),
    listComponentNames(db, publisherId),
  ])
  const stacks = stackChoices(stackNames)
  const components = componentNames.map(componentChoice)
  const asked = { ...typed, stack: valueOf(stacks, typed.stack), component: valueOf(components, typed.component) }
  const result = await searchCatalogue(db, publisherId, { ...asked, page: asked.page ?? 1, size: MOST_ROWS })
  const counted = new Map(result.counts.components.map((component) => [componentKey(component), component.count]))
  const places = await listPlaces(db, publisherId, result.found)
  return {
    asked: { ...asked, page: result.page },
    total: result.total,
    slugs: places.map(({ slug }) => slug),
    choices: {
      stacks: withCounts(stacks, result.counts.stacks, asked.stack, stacks.length <= 12),
      components: withCounts(components, counted, asked.component, false).toSorted(byGroup),
    },
  }
}

/** How many educators of the organisation have earned each. */
async function holdersOf(
  db: Db,
  organisationId: string,
  known: readonly KnownMicroCredential[],
): Promise<Map<string, number>> {
  const parts = Array.from({ length: Math.ceil(known.length / COUNTED) }, (_, part) =>
    known.slice(part * COUNTED, (part + 1) * COUNTED),
  )
  const counted = await Promise.all(
    parts.map((part) =>
      countHolders(
        db,
        organisationId,
        part.map(({ id }) => ({ microCredentialId: id, groupId: null, needed: 1 })),
      ),
    ),
  )
  return new Map(counted.flatMap(({ holders }) => [...holders]))
}

/** The picks of a content by their slugs, for a set. */
export const pickedIn = ({ picks }: MedallionContent): Set<string> =>
  new Set(picks.map((pick) => pick.micro_credential))
