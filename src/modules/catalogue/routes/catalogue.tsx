import { notFound, worldOf } from '../../../platform/pages.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { StatusLine } from '../../../ui/StatusLine.tsx'
import { hoursInWords, hoursRange, inFigures, plural } from '../../../ui/words/words.ts'
import { MicroCredentialRow } from '../parts/MicroCredentialRow.tsx'
import { NothingFound } from '../parts/NothingFound.tsx'
import { SearchForm } from '../parts/SearchForm.tsx'
import { Shelf, type Shelved } from '../parts/Shelf.tsx'
import { StackSections, type Row, type ShownStack } from '../parts/StackSections.tsx'
import { listComponentNames, listPlaces, listStackNames, type Place, type StackName } from '../queries/browse.ts'
import { searchCatalogue, type SearchResult } from '../queries/search.ts'
import { badgeOf, findCatalogue, findPublisherId, type CatalogueStack } from '../queries/tree.ts'
import { choicesNear, nameOf, valueOf, type Choice } from '../rules/choices.ts'
import { badgeMedal } from '../rules/emblems/emblems.ts'
import { componentKey } from '../rules/search.ts'
import { isNarrowed, readSearch, searchAddress, type SearchAsked } from '../rules/search-address.ts'
import type { Route } from './+types/catalogue'

export const handle = { public: true }

const SIZE = 48
/** Up to so many stacks, the catalogue opens with all of them. */
const FEW_STACKS = 12

export const meta: Route.MetaFunction = ({ loaderData: view }) => {
  if (view === undefined) return []
  const { asked, list } = view
  const page = list !== null && list.pages > 1 ? `page ${list.page} of ${list.pages}` : ''
  const what = [asked.text === '' ? '' : `“${asked.text}”`, page].filter((part) => part !== '').join(', ')
  const link = (rel: string, to: number) =>
    list === null || to < 1 || to > list.pages
      ? []
      : [{ tagName: 'link', rel, href: searchAddress(asked, { page: to }) } as const]
  return [
    { title: `${what === '' ? '' : `${what} · `}Catalogue · Mintmark` },
    {
      name: 'description',
      content: 'Every micro-credential of the catalogue: search by word, stack, framework component or hours.',
    },
    ...link('prev', (list?.page ?? 0) - 1),
    ...link('next', (list?.page ?? 0) + 1),
  ]
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const { db } = worldOf(context)
  const publisherId = await findPublisherId(db)
  if (publisherId === null) return notFound()
  const typed = readSearch(new URL(request.url).searchParams)
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

/** Of several badges, the stacks of each stand together. */
function stackChoices(names: readonly StackName[]): Choice[] {
  const several = new Set(names.map(({ badge }) => badge?.slug)).size > 1
  return names.map(({ slug, title, badge }) => ({
    value: slug,
    label: title,
    count: 0,
    ...(several ? { group: badge?.title ?? 'Of no badge' } : {}),
  }))
}

const componentChoice = (component: { framework: string; edition: string; code: string; name: string }): Choice => ({
  value: componentKey(component),
  label: `${component.code} ${component.name}`,
  count: 0,
  group: `${component.framework}, ${component.edition}`,
})

/** The choices with how many each would leave; those that would leave nothing only where it helps, or when chosen. */
const withCounts = (
  choices: readonly Choice[],
  counts: ReadonlyMap<string, number>,
  chosen: string | null,
  all: boolean,
): Choice[] =>
  choices
    .map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 }))
    .filter(({ value, count: left }) => all || left > 0 || value === chosen)

const inOrder = new Intl.Collator('en', { numeric: true })
const byGroup = (a: Choice, b: Choice): number =>
  inOrder.compare(a.group ?? '', b.group ?? '') || inOrder.compare(a.label, b.label)

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

type View = Route.ComponentProps['loaderData']
type Opened = NonNullable<View['opening']>
type Listed = NonNullable<View['list']>

export default function CataloguePage({ loaderData: view }: Route.ComponentProps) {
  const { asked, opening, list, total } = view
  return (
    <>
      {opening === null ? (
        <div className="pagehead stackgap worktop">
          <h1>Catalogue</h1>
        </div>
      ) : (
        <Opening {...opening} />
      )}
      <SearchForm asked={asked} choices={view.choices} />
      <StatusLine facts={[said(view), list === null ? '' : whichOf(list)]} action={<Elsewhere view={view} />} />
      {total === 0 ? (
        <div className="after">
          <NothingFound asked={asked} nearWords={view.nearWords} nearStacks={view.nearStacks} />
        </div>
      ) : list === null ? null : list.rows.length > 0 ? (
        <section className="after" aria-label={asked.text === '' ? 'What was found' : 'What was found, best first'}>
          <ol start={list.from}>
            {list.rows.map((row) => (
              <MicroCredentialRow key={row.slug} {...row} state={stateOf(row)} />
            ))}
          </ol>
        </section>
      ) : (
        <StackSections stacks={list.stacks} />
      )}
      {opening === null ? null : <StackSections stacks={opening.stacks} />}
      {opening === null || opening.shelves.length === 0 ? null : (
        <Shelf title="All other badges and stacks" shelves={opening.shelves} />
      )}
      {list === null || total === 0 ? null : (
        <Pager
          label="Pages of what was found"
          page={list.page}
          pages={list.pages}
          hrefOf={(page) => searchAddress(asked, { page })}
        />
      )}
    </>
  )
}

const stateOf = ({ written, competency, style }: Row): string =>
  `${style.title}${written ? '' : ' · Being written'} · ${competency}`

function said({ asked, total, hours, near, narrowed }: View): string {
  const work = `${hoursInWords(hours)} of work`
  if (!narrowed) return `Showing all ${plural(total, 'micro-credential')}, ${work}`
  const what = asked.text === '' ? '' : ` for “${asked.text}”`
  if (total === 0) return `Nothing found${what}`
  if (near)
    return `Nothing has exactly “${asked.text}”. ${plural(total, 'micro-credential comes', 'micro-credentials come')} near in spelling`
  return `${plural(total, 'micro-credential')}${what}, ${work}`
}

/** Where on the way through the list this page stands. */
const whichOf = ({ from, to, page, pages }: Listed): string =>
  pages < 2 ? '' : `${inFigures(from)} to ${inFigures(to)}, page ${inFigures(page)} of ${inFigures(pages)}`

function Elsewhere({ view: { narrowed, list, opening, total } }: { view: View }) {
  if (narrowed || list !== null) return <a href="/catalogue">Show the whole catalogue</a>
  return opening === null || opening.shelves.length === 0 ? null : (
    <a href="/catalogue?page=1">List all {inFigures(total)}, one by one</a>
  )
}

function Opening({ badge, badges, rings }: Opened) {
  return (
    <div className="opening">
      <div className="stackgap">
        <h1>The {badge.title}</h1>
        <p className="lead">{badge.summary}</p>
        <Facts
          flow
          facts={[
            ['One micro-credential', '1 to 2 hours'],
            ['One stack', hoursRange(...badge.stackHours)],
            ['The whole badge', hoursRange(...badge.hours)],
          ]}
        />
        <p>
          Start anywhere. <a href={`/badges/${badge.slug}`}>What the badge stands for</a>
        </p>
        {badges.length === 0 ? null : (
          <p>
            All badges:{' '}
            {badges.map(({ slug, title }, place) => (
              <span key={slug}>
                {place === 0 ? '' : ', '}
                <a href={`/badges/${slug}`}>{title}</a>
              </span>
            ))}
          </p>
        )}
      </div>
      <Seal svg={badgeMedal(rings, 600, badge.letter, `${badge.title}: the drawing, not yet earned`)} />
    </div>
  )
}
