import { worldOf } from '../../../platform/pages.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { StatusLine } from '../../../ui/StatusLine.tsx'
import { hoursInWords, hoursRange, inFigures, plural } from '../../../ui/words/words.ts'
import { MicroCredentialRow } from '../parts/MicroCredentialRow.tsx'
import { NothingFound } from '../parts/NothingFound.tsx'
import { SearchForm } from '../parts/SearchForm.tsx'
import { Shelf } from '../parts/Shelf.tsx'
import { StackSections } from '../parts/StackSections.tsx'
import type { Row } from '../parts/shown.ts'
import { badgeMedal } from '../rules/emblems/emblems.ts'
import { readSearch, searchAddress } from '../rules/search-address.ts'
import { loadCatalogueView } from './catalogue-view.ts'
import type { Route } from './+types/catalogue'

export const handle = { public: true }

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

export const loader = ({ request, context }: Route.LoaderArgs) =>
  loadCatalogueView(worldOf(context).db, readSearch(new URL(request.url).searchParams))

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
