import { findComponents, searchComponents } from '../../catalogue/queries/frameworks/search.ts'
import { listThings } from '../../catalogue/queries/things.ts'
import type { Db } from '../../../platform/database/database.ts'
import { lookIn } from '../commands/presence.ts'
import type { Given } from '../commands/drafting.ts'
import { draftContent, listDrafts, listSections, type Draft } from '../queries/drafts.ts'
import { listComments, type Comment } from '../queries/review/comments.ts'
import { loadReadiness } from '../commands/publishing/readiness.ts'
import { listConflicts } from '../queries/writing.ts'
import { alignmentsOf } from '../rules/alignments.ts'
import { differences } from '../rules/diff/sections.ts'
import { isEmpty, tidySection } from '../rules/fields/reading.ts'
import { findingsIn, type SectionFinding } from '../rules/findings.ts'
import { commentsByField } from '../rules/review/threads.ts'
import { emptySection, sectionsOf, type Section, type SectionContent } from '../rules/sections.ts'
import type { SectionStep } from '../rules/library/standing.ts'

/** The sections of a draft, in their order, with how far each is. */
export async function loadSteps(db: Db, draft: Draft, now: Date) {
  const [saved, { items }] = await Promise.all([listSections(db, draft.orgId, draft.id), loadReadiness(db, draft, now)])
  const steps = sectionsOf(draft.kind).map((section): SectionStep => {
    const content = saved.find((each) => each.section === section)?.content ?? {}
    const begun = !sameAsEmpty(section, content)
    const open = findingsIn(draft.kind, section, items).filter(({ look }) => !look)
    return { section, written: begun ? 'begun' : 'not begun', remarks: open.length }
  })
  return { steps, items }
}

const sameAsEmpty = (section: Section, content: SectionContent): boolean =>
  Object.entries(content).every(
    ([key, value]) => isEmpty(value) || JSON.stringify(value) === JSON.stringify(emptySection(section)[key]),
  )

/** Everything that the page of one section shows; null when the draft has no such section. */
export async function loadEditView(given: Given, draft: Draft, section: Section, find: string) {
  const { db, publisherId, now, actor } = given
  const [seen, { steps, items }, conflicts, things, drafts, content, comments] = await Promise.all([
    lookIn(given, { draftId: draft.id, section }),
    loadSteps(db, draft, now),
    listConflicts(db, publisherId, draft.id),
    listThings(db, publisherId),
    listDrafts(db, publisherId),
    draftContent(db, publisherId, draft.id),
    listComments(db, publisherId, draft.id),
  ])
  if (seen === null) return null
  const components = section === 'alignments' ? await loadComponents(db, publisherId, seen.content, find) : null
  const said = commentsByField(section, seen.content, comments)
  const findings: SectionFinding[] = [
    ...findingsIn(draft.kind, section, items),
    ...[...said].flatMap(([field, list]) => list.map((comment) => asFinding(draft.id, field, comment))),
  ]
  const offered = (kind: 'micro-credential' | 'stack') => [
    ...things.flatMap((thing) => (thing.kind === kind ? [{ value: thing.slug, label: thing.title }] : [])),
    ...drafts.flatMap((each) =>
      each.kind === kind && each.thingId === null ? [{ value: each.slug, label: `${each.title} (a draft)` }] : [],
    ),
  ]
  return {
    id: draft.id,
    kind: draft.kind,
    slug: draft.slug,
    isNew: draft.thingId === null,
    title: draft.title,
    timeZone: actor.timeZone,
    section,
    steps,
    findings,
    components,
    things: { 'micro-credential': offered('micro-credential'), stack: offered('stack') },
    whole: content ?? {},
    content: seen.content,
    revision: seen.revision,
    savedAt: seen.savedAt,
    /** Null while nobody has changed it since the draft was begun */
    savedBy: seen.revision === 1 ? null : seen.savedBy,
    others: seen.others,
    conflicts: conflicts
      .filter((conflict) => conflict.section === section)
      .map(({ id, content: kept, keptBy, keptAt }) => ({
        id,
        keptBy: keptBy.id === actor.personId ? null : keptBy.name,
        keptAt,
        changes: differences(draft.kind, section, seen.content, tidySection(section, kept).content),
      })),
  }
}

/** What was looked for and found in the frameworks, and what they say of the components that the alignments name. */
async function loadComponents(db: Db, publisherId: string, content: SectionContent, find: string) {
  const [found, named] = await Promise.all([
    searchComponents(db, publisherId, find),
    findComponents(db, publisherId, alignmentsOf(content)),
  ])
  return { find, found, named: named.filter((component) => component !== null) }
}

const asFinding = (draftId: string, field: string, { id, by, body }: Comment): SectionFinding => ({
  field,
  reason: `${by.name}: ${body}`,
  blocking: false,
  look: true,
  comment: `/studio/drafts/${draftId}/review#comment-${id}`,
})

export type EditView = NonNullable<Awaited<ReturnType<typeof loadEditView>>>
