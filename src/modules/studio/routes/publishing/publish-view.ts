import { countUnderWay } from '../../../submissions/queries/statistics.ts'
import { findVersionOfDraft, listVersions } from '../../../catalogue/queries/publishing/history.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { findClosedDraft, type Draft } from '../../queries/drafts.ts'
import { loadReadiness } from '../../commands/publishing/readiness.ts'
import { listComments } from '../../queries/review/comments.ts'
import { changesBetween } from '../../rules/diff/diff.ts'
import { nextVersion, steps, type Step } from '../../rules/publishing/publishing.ts'
import { readyWord } from '../../rules/review/review.ts'

/** What stands between a draft and its publication, and what the publication would change for whom. */
export async function loadPublishView(db: Db, draft: Draft, now: Date) {
  const { orgId, id, kind, slug, thingId } = draft
  const [readiness, comments, versions, underWay] = await Promise.all([
    loadReadiness(db, draft, now),
    listComments(db, orgId, id),
    thingId === null ? [] : listVersions(db, orgId, kind, thingId),
    thingId === null || kind !== 'micro-credential'
      ? []
      : countUnderWay(db, { publisherId: orgId, microCredentialId: thingId }),
  ])
  const { content, newest, items, obstacles, authors, fingerprint } = readiness
  const published = newest !== null && newest.state !== 'outline' ? newest : null
  const said = readyWord(readiness.reviews, readiness)
  return {
    id,
    kind,
    slug,
    title: draft.title,
    fingerprint,
    items,
    obstacles,
    current: readiness.current,
    retired: newest?.retired ?? null,
    readyBy: said?.by.name ?? null,
    alone: authors.length < 2,
    openComments: comments.filter(({ resolved }) => resolved === null).length,
    last: published === null ? null : { number: published.number, version: newestName(versions) },
    changes: published === null ? [] : changesBetween(kind, published.content, content),
    next: Object.fromEntries(steps.map((step) => [step, nextVersion(readiness.versions, step)])) as Record<
      Step,
      string
    >,
    underWay: versions.flatMap(({ id: versionId, number, version }) => {
      const people = underWay.find((each) => each.versionId === versionId)?.people ?? 0
      return people === 0 ? [] : [{ number, version, people }]
    }),
  }
}

const newestName = (versions: readonly { version: string }[]): string => versions[0]?.version ?? ''

export type PublishView = Awaited<ReturnType<typeof loadPublishView>>

/** What became of a draft that is not open any more; null where nothing was published from it. */
export async function findOutcome(db: Db, publisherId: string, draftId: string) {
  const draft = await findClosedDraft(db, publisherId, draftId)
  const version = draft === null ? null : await findVersionOfDraft(db, publisherId, draft.kind, draftId)
  return draft === null || version === null ? null : { ...draft, ...version }
}
