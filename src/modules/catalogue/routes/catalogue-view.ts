import { notFound } from '../../../platform/pages.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Row, Shelved, ShownStack } from '../parts/shown.ts'
import { listComponentNames, listPlaces, listStackNames, type Place, type StackName } from '../queries/browse.ts'
import { searchCatalogue, type SearchResult } from '../queries/search.ts'
import { badgeOf, findCatalogue, findPublisherId, type CatalogueStack } from '../queries/tree.ts'
import {
  byGroup,
  choicesNear,
  componentChoice,
  inOrder,
  nameOf,
  stackChoices,
  valueOf,
  withCounts,
} from '../rules/choices.ts'
import { componentKey } from '../rules/search.ts'
import { isNarrowed, type SearchAsked } from '../rules/search-address.ts'

/** Rows of a page */
const SIZE = 48
/** Up to so many stacks, the catalogue opens with all of them. */
const FEW_STACKS = 12

/** What somebody asked of the catalogue, found, narrowed and counted. */
export async function loadCatalogueView(db: Db, typed: SearchAsked) {
  const publisherId = await findPublisherId(db)
  if (publisherId === null) return notFound()
  const [stackNames, componentNames] = await Promise.all([
    listStackNames(db, publisherId),
    listComponentNames(db, publisherId),
  ])
  const stacks = stackChoices(stackNames)
  const components = componentNames.map(componentChoice)
  const asked = { ...typed, stack: valueOf(stacks, typed.stack), component: valueOf(components, typed.component) }
  const opens = !isNarrowed(asked) && asked.page === null
  const result = await searchCatalogue(db, publisherId, { ...asked, page: asked.page ?? 1, size: opens ? 1 : SIZE })
  const counted = new Map(result.counts.components.map((component) => [componentKey(component), component.count]))
  return {
    asked,
    narrowed: isNarrowed(asked),
    total: result.total,
    hours: result.hours,
    near: result.near,
    nearWords: result.nearWords,
    nearStacks:
      result.total > 0 || asked.stack === null || stacks.some(({ value }) => value === asked.stack)
        ? []
        : choicesNear(stacks, asked.stack).map((choice) => ({ slug: choice.value, name: nameOf(choice) })),
    opening: opens ? await readOpening(db, { stackNames, counts: result.counts.stacks }) : null,
    list: opens ? null : await readList(db, publisherId, asked, result),
    choices: {
      stacks: withCounts(stacks, result.counts.stacks, asked.stack, stacks.length <= FEW_STACKS),
      components: withCounts(components, counted, asked.component, false).toSorted(byGroup),
      hours: [...new Set([...result.counts.hours.keys(), ...asked.hours])]
        .toSorted((a, b) => a - b)
        .map((hours) => ({ hours, count: result.counts.hours.get(hours) ?? 0 })),
    },
  }
}

const sum = (numbers: readonly number[] = []): number => numbers.reduce((all, one) => all + one, 0)

/** The catalogue as it opens: the founding badge in full; many others by name. */
async function readOpening(
  db: Db,
  { stackNames, counts }: { stackNames: StackName[]; counts: ReadonlyMap<string, number> },
) {
  const catalogue = await findCatalogue(db)
  const founding = catalogue && badgeOf(catalogue)
  if (catalogue === null || founding === null) return notFound()
  const { badge, stacks } = founding
  const held = stacks.flatMap(({ members }) => members)
  const few = catalogue.stacks.length <= FEW_STACKS
  const own = new Set(stacks.map(({ slug }) => slug))
  const others = stackNames.filter(({ slug }) => !few && !own.has(slug) && (counts.get(slug) ?? 0) > 0)
  const shelves: Shelved[] = [...Map.groupBy(others, (stack) => stack.badge?.slug).values()].map((list) => ({
    badge: list[0]?.badge ?? null,
    stacks: list.map(({ slug, title }) => ({ slug, title, count: counts.get(slug) ?? 0 })),
  }))
  return {
    badge: {
      slug: badge.slug,
      title: badge.title,
      letter: badge.content.letter,
      summary: badge.content.summary,
      hours: [sum(held.map(({ hoursMin }) => hoursMin)), sum(held.map(({ hoursMax }) => hoursMax))] as const,
      stackHours: [
        sum(stacks[0]?.members.map(({ hoursMin }) => hoursMin)),
        sum(stacks[0]?.members.map(({ hoursMax }) => hoursMax)),
      ] as const,
    },
    rings: stacks.map(({ style, members }) => ({
      style,
      pieces: members.map(({ slug }) => ({ id: slug, inking: 'untouched' as const })),
    })),
    badges:
      shelves.length > 0 || catalogue.badges.length < 2
        ? []
        : catalogue.badges.map(({ slug, title }) => ({ slug, title })),
    stacks: (few ? catalogue.stacks : stacks).map(shownInFull),
    shelves: shelves.toSorted(
      (a, b) =>
        Number(a.badge === null) - Number(b.badge === null) ||
        inOrder.compare(a.badge?.title ?? '', b.badge?.title ?? ''),
    ),
  }
}

function shownInFull({ slug, style, content, members, unlisted }: CatalogueStack): ShownStack {
  const rows = [...members, ...unlisted]
    .filter(({ state }) => state !== 'retired')
    .map(({ hoursCredited, state, ...member }) => ({
      slug: member.slug,
      title: member.title,
      competency: member.competency,
      written: state === 'published',
      hours: hoursCredited,
      style,
    }))
  return { slug, style, note: content.note ?? null, count: rows.length, rows }
}

/**
 * A page of what was found: best first in one list; without words in the order of the catalogue, under their stacks
 * where these are few.
 */
async function readList(db: Db, publisherId: string, { text }: SearchAsked, result: SearchResult) {
  const places = await listPlaces(db, publisherId, result.found)
  const rowOf = ({ stack, slug, title, competency, written, hours }: Place): Row => ({
    slug,
    title,
    competency,
    written,
    hours,
    style: stack.style,
  })
  const stacks = [...Map.groupBy(places, ({ stack }) => stack.slug)].flatMap(([slug, list]): ShownStack[] =>
    list[0] === undefined
      ? []
      : [{ ...list[0].stack, count: result.counts.stacks.get(slug) ?? 0, rows: list.map(rowOf) }],
  )
  const inOne = text !== '' || stacks.length > FEW_STACKS
  const from = (result.page - 1) * SIZE + 1
  return {
    page: result.page,
    pages: Math.max(1, Math.ceil(result.total / SIZE)),
    from,
    to: from + places.length - 1,
    rows: inOne ? places.map(rowOf) : [],
    stacks: inOne ? [] : stacks,
  }
}
