import { listHolders } from '../../../people/queries/people.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { listSections, type Draft } from '../../queries/drafts.ts'
import { listComments } from '../../queries/review/comments.ts'
import { fingerprintOf, listContributions, listReviews } from '../../queries/review/reviews.ts'
import { titleOf } from '../../rules/diff/fields.ts'
import { readSection } from '../../rules/diff/places.ts'
import { mainAuthor } from '../../rules/review/review.ts'
import { sectionsOf } from '../../rules/sections.ts'

/** Everything that the page of a review shows: the whole draft, place by place, with what was said of each. */
export async function loadReviewView(db: Db, draft: Draft, me: string) {
  const { orgId, id } = draft
  const [saved, comments, reviews, contributions, authors, fingerprint] = await Promise.all([
    listSections(db, orgId, id),
    listComments(db, orgId, id),
    listReviews(db, orgId, id),
    listContributions(db, orgId, id),
    listHolders(db, orgId, 'author'),
    fingerprintOf(db, orgId, id),
  ])
  const main = mainAuthor(contributions, draft.createdBy)
  const sections = sectionsOf(draft.kind).map((section) => {
    const content = saved.find((each) => each.section === section)?.content ?? {}
    const places = readSection(section, content).places.filter(({ text }) => text !== '')
    const here = comments.filter((comment) => comment.section === section)
    const known = new Set(places.map(({ key }) => key))
    return {
      section,
      title: titleOf(section),
      whole: here.filter(({ place }) => !known.has(place)),
      places: places.map(({ key, name, text, item }) => ({
        key,
        name,
        text,
        item: item?.key ?? null,
        comments: here.filter(({ place }) => place === key),
      })),
    }
  })
  return {
    id,
    isNew: draft.thingId === null,
    title: draft.title,
    state: draft.state,
    fingerprint,
    sections,
    open: comments
      .filter(({ resolved }) => resolved === null)
      .map(({ id: commentId, section, placeName, by, body }) => ({
        id: commentId,
        place: [titleOf(section), placeName].filter((name) => name !== '').join(': '),
        by: by.name,
        body: body.length > 120 ? `${body.slice(0, 120)}…` : body,
      })),
    mainAuthor: authors.find((author) => author.id === main)?.name ?? null,
    isMain: main === me,
    changed: contributions.length > 0,
    alone: authors.length < 2,
    reviews: reviews.map(({ id: reviewId, askedBy, askedAt, note, said }) => ({
      id: reviewId,
      askedBy: askedBy.name,
      askedAt,
      note,
      said: said === null ? null : { word: said.word, by: said.by.name, at: said.at, answer: said.answer },
    })),
  }
}

export type ReviewView = Awaited<ReturnType<typeof loadReviewView>>
