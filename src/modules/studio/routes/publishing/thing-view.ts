import { listKnown } from '../../../catalogue/queries/import.ts'
import { listVersions, type VersionEntry } from '../../../catalogue/queries/publishing/history.ts'
import { findThing, listThings } from '../../../catalogue/queries/things.ts'
import { countUnderWay, loadStatistics } from '../../../submissions/queries/statistics.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { findDraftOf } from '../../queries/drafts.ts'
import { changesBetween } from '../../rules/diff/diff.ts'
import { aboutHours, LEAST_PEOPLE, toldOf } from '../../rules/publishing/statistics.ts'
import type { DraftKind } from '../../rules/sections.ts'

type Asked = { kind: DraftKind; slug: string; from: number | null; to: number | null; figures: number | null }

/** Everything that the page of one thing shows its authors; null when there is none of this name. */
export async function loadThingView(db: Db, publisherId: string, asked: Asked) {
  const { kind, slug } = asked
  const thing = await findThing(db, publisherId, kind, slug)
  if (thing === null) return null
  const about = { publisherId, microCredentialId: thing.id }
  const [all, draft, underWay] = await Promise.all([
    listVersions(db, publisherId, kind, thing.id),
    findDraftOf(db, publisherId, kind, slug),
    kind === 'micro-credential' ? countUnderWay(db, about) : [],
  ])
  const versions = all.filter(({ state }) => state === 'published')
  const chosen = versions.find(({ number }) => number === asked.figures) ?? versions[0]
  return {
    kind,
    slug,
    title: thing.title,
    state: thing.state,
    retired: thing.retired,
    draft: draft === null ? null : { id: draft.id, state: draft.state },
    versions: versions.map((version) => ({
      number: version.number,
      version: version.version,
      publishedAt: version.publishedAt,
      publishedBy: version.publishedBy,
      reviewedBy: version.reviewedBy,
      unreviewedBecause: version.unreviewedBecause,
      changeNote: version.changeNote,
      underWay: underWay.find(({ versionId }) => versionId === version.id)?.people ?? 0,
    })),
    compared: compare(kind, versions, asked),
    touches: await touchedBy(db, publisherId, { kind, slug }),
    underWay: underWay.reduce((sum, { people }) => sum + people, 0),
    figures: kind === 'micro-credential' && chosen !== undefined ? await figuresOf(db, about, chosen) : null,
  }
}

function compare(kind: DraftKind, versions: readonly VersionEntry[], { from, to }: Asked) {
  const [newest, before] = versions
  if (newest === undefined || before === undefined) return null
  const older = versions.find(({ number }) => number === from) ?? before
  const newer = versions.find(({ number }) => number === to) ?? newest
  return {
    from: older.number,
    to: newer.number,
    asked: from !== null || to !== null,
    changes: changesBetween(kind, older.content, newer.content),
  }
}

/** What else names it: the stack or badge that asks for it, and the micro-credentials that want it earned first. */
async function touchedBy(db: Db, publisherId: string, { kind, slug }: { kind: DraftKind; slug: string }) {
  const [{ frame }, things] = await Promise.all([listKnown(db, publisherId), listThings(db, publisherId)])
  const titled = (of: DraftKind, ids: readonly string[]) =>
    ids.map((id) => ({
      kind: of,
      slug: id,
      title: things.find((thing) => thing.kind === of && thing.slug === id)?.title ?? id,
    }))
  if (kind === 'badge') return { within: [], before: [] }
  if (kind === 'stack')
    return {
      within: titled(
        'badge',
        frame.badges.filter(({ stacks }) => stacks.includes(slug)).map(({ id }) => id),
      ),
      before: [],
    }
  const { stacks, microCredentials } = frame
  return {
    within: titled(
      'stack',
      stacks.filter((stack) => stack.micro_credentials.includes(slug)).map(({ id }) => id),
    ),
    before: titled(
      'micro-credential',
      microCredentials.filter(({ prerequisites }) => prerequisites.includes(slug)).map(({ id }) => id),
    ),
  }
}

type Criteria = { rubric: { criteria: { id: string; title: string }[] } }

async function figuresOf(db: Db, about: { publisherId: string; microCredentialId: string }, version: VersionEntry) {
  const found = await loadStatistics(db, { ...about, versionId: version.id })
  const { decided, earned, atOnce, attempts, medianHours, ninetiethHours } = found
  // Published content has a rubric: it was checked when it was published.
  const { rubric } = version.content as Criteria
  const enough = decided >= LEAST_PEOPLE
  return {
    number: version.number,
    decided: enough ? decided : null,
    some: decided > 0,
    earned: enough ? earned : null,
    atOnce: enough ? atOnce : null,
    attempts: earned >= LEAST_PEOPLE && attempts !== null ? attempts : null,
    half: enough && medianHours !== null ? aboutHours(medianHours) : null,
    most: enough && ninetiethHours !== null ? aboutHours(ninetiethHours) : null,
    criteria: toldOf(rubric.criteria, found.criteria),
  }
}

export type ThingView = NonNullable<Awaited<ReturnType<typeof loadThingView>>>
