import { listThings, type Thing } from '../../catalogue/queries/things.ts'
import { getCatalogue } from '../../catalogue/queries/tree.ts'
import type { StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { BRING_BACK_DAYS } from '../commands/discard.ts'
import type { Given } from '../commands/drafting.ts'
import { listDrafts, type Draft } from '../queries/drafts.ts'
import { listDiscarded } from '../queries/writing.ts'
import { isShelfState, onShelf } from '../rules/library/shelf.ts'
import type { DraftKind } from '../rules/sections.ts'

const PAGE = 60
const DAY_MS = 86_400_000

export type Entry = {
  kind: DraftKind
  slug: string
  title: string
  thing: Pick<Thing, 'state' | 'number'> | null
  draft: { id: string; state: Draft['state']; savedBy: string | null; at: Date } | null
  /** The stack of a micro-credential */
  within: string | null
  style: StackStyle | null
}

/** What the library shows: all of the catalogue and what is written for it, filtered and in pages. */
export async function loadLibrary({ db, publisherId, now }: Given, params: URLSearchParams) {
  const [things, drafts, catalogue, discarded] = await Promise.all([
    listThings(db, publisherId),
    listDrafts(db, publisherId),
    getCatalogue(db, publisherId),
    listDiscarded(db, publisherId, new Date(now.getTime() - BRING_BACK_DAYS * DAY_MS)),
  ])
  const styles = new Map(catalogue.stacks.map(({ slug, style }) => [slug, style]))
  const all = entriesOf(things, drafts, styles)
  const search = (params.get('q') ?? '').trim().slice(0, 100)
  const state = params.get('state') ?? ''
  const shown = all.filter(
    (entry) =>
      entry.title.toLowerCase().includes(search.toLowerCase()) && (!isShelfState(state) || onShelf(entry, state)),
  )
  const pages = Math.max(1, Math.ceil(shown.length / PAGE))
  const page = Math.min(Math.max(1, Math.trunc(Number(params.get('page')) || 1)), pages)
  const stacks = [
    ...things.flatMap(({ kind, slug, title }) => (kind === 'stack' ? [{ slug, title }] : [])),
    ...drafts.flatMap(({ kind, slug, title, thingId }) =>
      kind === 'stack' && thingId === null ? [{ slug, title: `${title} (a draft)` }] : [],
    ),
  ]
  return {
    search,
    state: isShelfState(state) ? state : ('' as const),
    total: all.length,
    found: shown.length,
    page,
    pages,
    entries: shown.slice((page - 1) * PAGE, page * PAGE),
    stacks,
    discarded,
  }
}

/** What is written first, then the catalogue in its order: badges, stacks, and under each stack its own. */
function entriesOf(things: readonly Thing[], drafts: readonly Draft[], styles: Map<string, StackStyle>): Entry[] {
  const key = (kind: string, slug: string) => `${kind} ${slug}`
  const draftOf = new Map(drafts.map((draft) => [key(draft.kind, draft.slug), draft]))
  const stacks = things.flatMap(({ kind, slug }) => (kind === 'stack' ? [slug] : []))
  const rank = ({ kind, within }: Thing) =>
    kind === 'micro-credential' ? 2 + Math.max(0, stacks.indexOf(within ?? '')) : kind === 'stack' ? 1 : 0
  const said = (draft: Draft | undefined): Entry['draft'] =>
    draft === undefined
      ? null
      : { id: draft.id, state: draft.state, savedBy: draft.savedBy?.name ?? null, at: draft.updatedAt }
  const known = new Set(things.map(({ kind, slug }) => key(kind, slug)))
  return [
    ...drafts
      .filter((draft) => !known.has(key(draft.kind, draft.slug)))
      .map((draft) => ({ ...draft, thing: null, draft: said(draft), within: null, style: null })),
    ...things
      .toSorted((a, b) => rank(a) - rank(b))
      .map((thing) => ({
        kind: thing.kind,
        slug: thing.slug,
        title: thing.title,
        thing: { state: thing.state, number: thing.number },
        draft: said(draftOf.get(key(thing.kind, thing.slug))),
        within: thing.within,
        style: styles.get(thing.kind === 'stack' ? thing.slug : (thing.within ?? '')) ?? null,
      })),
  ].map(({ kind, slug, title, thing, draft, within, style }) => ({ kind, slug, title, thing, draft, within, style }))
}

export type Library = Awaited<ReturnType<typeof loadLibrary>>
