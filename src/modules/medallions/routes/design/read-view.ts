import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound } from '../../../../platform/pages.ts'
import { can } from '../../policy.ts'
import { findClosed } from '../../queries/designing/closed.ts'
import { listKnown } from '../../queries/designing/known.ts'
import { findDraft, listComments, listReaders } from '../../queries/drafts.ts'
import { hoursOf } from '../../rules/designing/shape-of.ts'
import { asksInWords, pageOf } from '../../rules/pages/page.ts'
import { neededOf } from '../../rules/qualify.ts'
import { uninked } from '../public/public-view.ts'

/** A draft as its readers see it, with what was said of it; or what became of it. Who was not asked learns nothing. */
export async function loadReading(db: Db, actor: Actor, id: string) {
  const draft = isId(id) ? await findDraft(db, id) : null
  if (draft === null) return { closed: await whatBecame(db, actor, id), reading: null }
  const readers = await listReaders(db, draft.orgId, draft.id)
  const readerIds = readers.map((reader) => reader.id)
  if (!can(actor, 'read a draft', { path: draft.organisation.path, readerIds })) return notFound()
  const designs = can(actor, 'design', draft.organisation)
  const { content } = draft
  const [known, comments] = await Promise.all([
    listKnown(db, [...new Set(content.picks.map((pick) => pick.micro_credential))]),
    listComments(db, draft.orgId, draft.id),
  ])
  const titles = new Map(known.map(({ slug, title }) => [slug, title]))
  const places = new Set(['title', 'mission', ...content.picks.map((pick) => pick.micro_credential)])
  return {
    closed: null,
    reading: {
      id: draft.id,
      organisation: draft.organisation.name,
      isNew: draft.medallionId === null,
      designs,
      title: content.title.trim() || 'A new medallion',
      summary: content.summary.trim(),
      mission: content.mission.trim(),
      monogram: content.monogram,
      needed: neededOf(content),
      hours: hoursOf(content, known),
      asks: asksInWords(content),
      petals: uninked(content, known).map((petal) => ({ ...petal, title: titles.get(petal.id) ?? petal.id })),
      page: pageOf(content, known),
      savedBy: draft.savedBy.name,
      savedAt: draft.savedAt,
      timeZone: actor.timeZone,
      readers: designs ? readers.map(({ id: personId, name, askedAt }) => ({ personId, name, askedAt })) : [],
      comments: comments.map((comment) => ({
        id: comment.id,
        // Of a pick that was taken out since, it is said of the whole.
        about: places.has(comment.about) ? comment.about : '',
        gone: comment.about !== '' && !places.has(comment.about),
        body: comment.body,
        author: comment.author.name,
        writtenAt: comment.writtenAt,
        settled: comment.settled,
        maySettle: designs || comment.author.id === actor.personId,
      })),
    },
  }
}
export type Reading = NonNullable<Awaited<ReturnType<typeof loadReading>>['reading']>

async function whatBecame(db: Db, actor: Actor, id: string): Promise<'published' | 'discarded'> {
  const closed = isId(id) ? await findClosed(db, id) : null
  if (closed === null) return notFound()
  const readerIds = (await listReaders(db, closed.orgId, id)).map((reader) => reader.id)
  return can(actor, 'read a draft', { path: closed.path, readerIds }) ? closed.how : notFound()
}
