import { notFound, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { CheckboxGroup, Field, Select } from '../../../ui/forms/Field.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { StatusLine } from '../../../ui/StatusLine.tsx'
import { hoursInWords, hoursRange, plural, shortHours } from '../../../ui/words/words.ts'
import { MicroCredentialRow } from '../parts/MicroCredentialRow.tsx'
import { searchCatalogue } from '../queries/search.ts'
import { badgeOf, findCatalogue } from '../queries/tree.ts'
import { badgeMedal, emblem } from '../rules/emblems/emblems.ts'
import { componentKey } from '../rules/search.ts'
import type { Route } from './+types/catalogue'

export const handle = { public: true }

export const meta: Route.MetaFunction = () => [
  { title: 'Catalogue · Mintmark' },
  {
    name: 'description',
    content: 'Every micro-credential of the badge: search by word, stack, framework component or hours.',
  },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const { db } = worldOf(context)
  const catalogue = await findCatalogue(db)
  const founding = catalogue && badgeOf(catalogue)
  if (catalogue === null || founding === null) return notFound()
  const { publisherId, stacks, badges } = catalogue
  const asked = readSearch(new URL(request.url).searchParams)
  const result = await searchCatalogue(db, publisherId, { ...asked, page: 1, size: 10_000 })
  const places = new Map(
    stacks.flatMap((stack) =>
      [...stack.members, ...stack.unlisted].map((member) => [member.id, { stack, member }] as const),
    ),
  )
  const found = result.found.flatMap((id) => {
    const place = places.get(id)
    return place === undefined ? [] : [place]
  })
  const row = ({ member, stack }: (typeof found)[number]) => ({
    slug: member.slug,
    title: member.title,
    competency: member.competency,
    written: member.state === 'published',
    hours: member.hoursCredited,
    style: stack.style,
  })
  const all = stacks.flatMap(({ members }) => members)
  const held = founding.stacks.flatMap(({ members }) => members)
  const frameworks = Map.groupBy(result.counts.components, ({ framework, edition }) => `${framework}, ${edition}`)
  return {
    asked,
    narrowed: asked.text !== '' || asked.stack !== null || asked.component !== null || asked.hours.length > 0,
    size: all.length,
    badge: {
      slug: founding.badge.slug,
      title: founding.badge.title,
      letter: founding.badge.content.letter,
      summary: founding.badge.content.summary,
      hours: [sum(held.map(({ hoursMin }) => hoursMin)), sum(held.map(({ hoursMax }) => hoursMax))] as const,
      stackHours: [
        sum(founding.stacks[0]?.members.map(({ hoursMin }) => hoursMin)),
        sum(founding.stacks[0]?.members.map(({ hoursMax }) => hoursMax)),
      ] as const,
    },
    badges: badges.length < 2 ? [] : badges.map(({ slug, title }) => ({ slug, title })),
    rings: founding.stacks.map(({ style, members }) => ({
      style,
      pieces: members.map(({ slug }) => ({ id: slug, inking: 'untouched' as const })),
    })),
    near: result.near,
    nearWords: result.nearWords,
    ranked: asked.text === '' ? [] : found.map(row),
    stacks: stacks.map((stack) => ({
      slug: stack.slug,
      title: stack.title,
      style: stack.style,
      note: stack.content.note ?? null,
      rows: found.filter((place) => place.stack.id === stack.id).map(row),
    })),
    found: { count: found.length, hours: sum(found.map(({ member }) => member.hoursCredited)) },
    choices: {
      stacks: stacks.map(({ slug, title }) => ({
        value: slug,
        label: `${title} (${result.counts.stacks.get(slug) ?? 0})`,
      })),
      components: [...frameworks].map(([label, list]) => ({
        label,
        options: list.map((component) => ({
          value: componentKey(component),
          label: `${component.code} ${component.name} (${component.count})`,
        })),
      })),
      hours: [...new Set(all.map(({ hoursCredited }) => hoursCredited))]
        .toSorted((a, b) => a - b)
        .map((hours) => ({ hours, count: result.counts.hours.get(hours) ?? 0 })),
    },
  }
}

const sum = (numbers: readonly number[] = []): number => numbers.reduce((all, one) => all + one, 0)

/** What the address asks for; what makes no sense is left out, since people edit and share addresses. */
function readSearch(params: URLSearchParams) {
  const chosen = (name: string) => params.get(name)?.slice(0, 200).replaceAll('\0', '').trim() || null
  return {
    text: chosen('q') ?? '',
    stack: chosen('stack'),
    component: chosen('component'),
    hours: params
      .getAll('hours')
      .slice(0, 10)
      .map(Number)
      .filter((hours) => Number.isFinite(hours) && hours > 0),
  }
}

type View = Route.ComponentProps['loaderData']

export default function CataloguePage({ loaderData: view }: Route.ComponentProps) {
  return (
    <>
      {view.narrowed ? (
        <div className="pagehead stackgap worktop">
          <h1>Catalogue</h1>
        </div>
      ) : (
        <Opening view={view} />
      )}
      <SearchForm view={view} />
      <StatusLine
        facts={[said(view)]}
        action={view.narrowed ? <a href="/catalogue">Show all {view.size}</a> : undefined}
      />
      {view.found.count === 0 ? (
        <div className="after">
          <NothingFound view={view} />
        </div>
      ) : view.ranked.length > 0 ? (
        <section className="after" aria-label="What was found, best first">
          <ul>
            {view.ranked.map((row) => (
              <MicroCredentialRow key={row.slug} {...row} state={stateOf(row)} />
            ))}
          </ul>
        </section>
      ) : (
        <Stacks view={view} />
      )}
    </>
  )
}

const stateOf = ({ written, competency, style }: View['ranked'][number]): string =>
  `${style.title}${written ? '' : ' · Being written'} · ${competency}`

function said({ asked, found, near, size, narrowed }: View): string {
  const hours = `${hoursInWords(found.hours)} of work`
  if (!narrowed) return `Showing all ${plural(size, 'micro-credential')}, ${hours}`
  const what = asked.text === '' ? '' : ` for “${asked.text}”`
  if (found.count === 0) return `Nothing found${what}`
  if (near)
    return `Nothing has exactly “${asked.text}”. ${plural(found.count, 'micro-credential comes', 'micro-credentials come')} near in spelling`
  return `${plural(found.count, 'micro-credential')}${what}, ${hours}`
}

function Opening({ view: { badge, badges, rings } }: { view: View }) {
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

function SearchForm({ view: { asked, choices } }: { view: View }) {
  return (
    <search>
      <form className="filters line" action="/catalogue">
        <Field
          name="q"
          label="Search the catalogue"
          hint="Try a word from your own plan: “grouping”, “5Cs”, “families”."
        >
          {(wiring) => (
            <div className="search">
              <input type="search" name="q" defaultValue={asked.text} maxLength={200} {...wiring} />
              <Button variant="second">Search</Button>
            </div>
          )}
        </Field>
        <Select
          name="stack"
          label="Stack"
          defaultValue={asked.stack ?? ''}
          options={[{ value: '', label: 'Any' }, ...choices.stacks]}
        />
        <Select
          name="component"
          label="Framework component"
          defaultValue={asked.component ?? ''}
          options={[{ value: '', label: 'Any' }, ...choices.components]}
        />
        <CheckboxGroup
          name="hours"
          label="Time"
          inline
          defaultValues={asked.hours.map(String)}
          choices={choices.hours.map(({ hours, count }) => ({
            value: String(hours),
            label: (
              <>
                {shortHours(hours)} <span className="count">({count})</span>
              </>
            ),
          }))}
        />
      </form>
    </search>
  )
}

function Stacks({ view: { stacks } }: { view: View }) {
  return stacks
    .filter(({ rows }) => rows.length > 0)
    .map(({ slug, title, style, note, rows }) => (
      <section key={slug} className={`stack ${style.figure}`} aria-labelledby={`stack-${slug}`}>
        <div>
          <span className="numeral">{style.numeral}</span>
          <h2 id={`stack-${slug}`}>
            <a href={`/stacks/${slug}`}>{title}</a>
          </h2>
          <p className="soft">
            {plural(rows.length, 'micro-credential')}, {hoursInWords(sum(rows.map(({ hours }) => hours)))}
          </p>
          {note === null ? null : <p className="small soft">{note}</p>}
        </div>
        <ul className="two">
          {rows.map(({ written, ...row }) => (
            <MicroCredentialRow key={row.slug} {...row} state={written ? undefined : 'Being written'} />
          ))}
        </ul>
      </section>
    ))
}

function NothingFound({ view: { asked, nearWords, rings } }: { view: View }) {
  const filtered = asked.stack !== null || asked.component !== null || asked.hours.length > 0
  const [style] = rings.map((ring) => ring.style)
  const advice = [
    filtered ? 'Leave out one of the filters.' : '',
    /\s/.test(asked.text) ? 'Search for one word instead of several.' : '',
    asked.text === '' ? '' : 'Use the word you would say to a colleague.',
  ].filter((sentence) => sentence !== '')
  return (
    <Empty
      heading="h2"
      title={asked.text === '' ? 'No micro-credential fits all of these' : `Nothing here says “${asked.text}”`}
      action={
        <LinkButton variant="second" href="/catalogue">
          Show the whole catalogue
        </LinkButton>
      }
      drawing={style === undefined ? undefined : <Seal svg={emblem('nothing-found', style, 'untouched', 120, '')} />}
    >
      {nearWords.length > 0 ? (
        <>
          The catalogue has words that look like yours:{' '}
          {nearWords.map((word, place) => (
            <span key={word}>
              {place === 0 ? '' : ', '}
              <a href={`/catalogue?q=${encodeURIComponent(word)}`}>{word}</a>
            </span>
          ))}
          .{' '}
        </>
      ) : null}
      {advice.join(' ')}
    </Empty>
  )
}
