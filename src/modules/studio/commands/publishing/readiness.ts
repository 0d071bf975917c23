import { listKnown } from '../../../catalogue/queries/import.ts'
import { loadSurroundings } from '../../../catalogue/queries/publishing/surroundings.ts'
import { findThing, listThings, type Thing } from '../../../catalogue/queries/things.ts'
import { badgeShape, microCredentialShape, stackShape } from '../../../catalogue/rules/content.ts'
import { checklistOf } from '../../../catalogue/rules/quality/checklist.ts'
import { listHolders } from '../../../people/queries/people.ts'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { draftContent, findDraftOf, type Draft } from '../../queries/drafts.ts'
import { listReviews, fingerprintOf, listContributions } from '../../queries/review/reviews.ts'
import type { ChecklistItem } from '../../rules/findings.ts'
import { completeness } from '../../rules/publishing/completeness.ts'
import { obstaclesOf, type Around, type Written } from '../../rules/publishing/publishing.ts'
import { mainAuthor, type Review } from '../../rules/review/review.ts'
import type { DraftKind, SectionContent } from '../../rules/sections.ts'

/** All that decides whether a draft can be published now. */
export type Readiness = {
  content: SectionContent
  /** Of the text as it is now */
  fingerprint: string
  /** The thing as its newest version says it; null for something new */
  newest: (Thing & { content: SectionContent }) | null
  /** Whether it was begun from the newest version */
  current: boolean
  /** As the files of the published versions name them */
  versions: string[]
  items: ChecklistItem[]
  obstacles: string[]
  reviews: Review[]
  mainAuthorId: string
  authors: { id: string; name: string }[]
}

export async function loadReadiness(db: Db | Tx, draft: Draft, now: Date): Promise<Readiness> {
  const { orgId, id, kind, slug } = draft
  const [content, fingerprint, newest, known, things, reviews, contributions, authors] = await Promise.all([
    draftContent(db, orgId, id),
    fingerprintOf(db, orgId, id),
    findThing(db, orgId, kind, slug),
    listKnown(db, orgId),
    listThings(db, orgId),
    listReviews(db, orgId, id),
    listContributions(db, orgId, id),
    listHolders(db, orgId, 'author'),
  ])
  if (content === null) throw new Error(`The draft ${id} is closed.`)
  const written = readWritten(kind, content)
  const around: Around = {
    frame: known.frame,
    published: new Set(things.filter(({ state }) => state === 'published').map((thing) => thing.slug)),
    retired: new Set(things.filter(({ state }) => state === 'retired').map((thing) => thing.slug)),
  }
  const versions = known.things[kind].get(slug)?.versions ?? []
  return {
    content,
    fingerprint,
    newest,
    current: (newest?.versionId ?? null) === draft.basedOnVersionId,
    versions: versions.flatMap(({ name, state }) => (name === null || state === 'draft' ? [] : [name])),
    items:
      kind === 'micro-credential'
        ? checklistOf(content, await loadSurroundings(db, orgId, { stack: stackIn(content), now }))
        : [completeness(kind, content)],
    obstacles: written === null ? [] : obstaclesOf(written, await withDraftedStack(db, orgId, written, around)),
    reviews,
    mainAuthorId: mainAuthor(contributions, draft.createdBy),
    authors,
  }
}

const stackIn = ({ stack }: SectionContent): string => (typeof stack === 'string' ? stack : '')

/** The draft in the shape of what is published; null while something is missing. */
export function readWritten(kind: DraftKind, content: SectionContent): Written | null {
  if (kind === 'badge') {
    const { data } = badgeShape.safeParse(content)
    return data === undefined ? null : { kind, content: data }
  }
  if (kind === 'stack') {
    const { data } = stackShape.safeParse(content)
    return data === undefined ? null : { kind, content: data }
  }
  const { data } = microCredentialShape.safeParse(content)
  return data === undefined ? null : { kind, content: data }
}

/** A micro-credential may come before its stack, as long as somebody is writing that stack. */
async function withDraftedStack(db: Db | Tx, orgId: string, written: Written, around: Around): Promise<Around> {
  if (written.kind !== 'micro-credential') return around
  const { stack } = written.content
  const { frame } = around
  if (frame.stacks.some(({ id }) => id === stack) || (await findDraftOf(db, orgId, 'stack', stack)) === null)
    return around
  return { ...around, frame: { ...frame, stacks: [...frame.stacks, { id: stack, micro_credentials: [] }] } }
}
