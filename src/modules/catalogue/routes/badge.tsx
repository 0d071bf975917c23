import { notFound, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, hoursRange, plural } from '../../../ui/words/words.ts'
import { Licence } from '../parts/Licence.tsx'
import { RetiredNote } from '../parts/RetiredNote.tsx'
import { badgeOf, findCatalogue } from '../queries/tree.ts'
import { badgeMedal, stackRing } from '../rules/emblems/emblems.ts'
import { drawingPath } from '../rules/emblems/style.ts'
import type { Route } from './+types/badge'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [
        { title: `${loaderData.title} · Mintmark` },
        { name: 'description', content: loaderData.summary },
        { property: 'og:title', content: loaderData.title },
        { property: 'og:image', content: loaderData.picture },
      ]

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const catalogue = await findCatalogue(db)
  const found = catalogue && badgeOf(catalogue, params.slug)
  if (found === null) return notFound()
  const { badge, stacks } = found
  const all = stacks.flatMap(({ members }) => members)
  return {
    title: badge.title,
    letter: badge.content.letter,
    retired: badge.retired,
    summary: badge.content.summary,
    description: badge.content.description,
    source: badge.content.source_note ?? null,
    licence: badge.content.license,
    picture: `${config.publicUrl}${drawingPath('badge', badge.slug, 'png', 512)}`,
    size: all.length,
    written: all.filter(({ state }) => state === 'published').length,
    others: all.some(({ state }) => state === 'retired') ? 'being written or retired' : 'being written',
    hours: {
      min: sum(all.map(({ hoursMin }) => hoursMin)),
      max: sum(all.map(({ hoursMax }) => hoursMax)),
      credited: sum(all.map(({ hoursCredited }) => hoursCredited)),
    },
    stacks: stacks.map(({ slug, style, content, members }) => ({
      slug,
      style,
      summary: content.summary,
      hours: sum(members.map(({ hoursCredited }) => hoursCredited)),
      pieces: members.map((member) => ({ id: member.slug, inking: 'untouched' as const })),
    })),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export default function BadgePage({ loaderData: view }: Route.ComponentProps) {
  return (
    <article className="reading">
      <header className="wide opening">
        <div className="stackgap">
          <p className="kicker">Badge</p>
          <h1>{view.title}</h1>
          <p className="lead">{view.summary}</p>
          {view.retired === null ? null : <RetiredNote what="badge" retired={view.retired} />}
          <div className="actions">
            <LinkButton href="/catalogue">Choose a first micro-credential</LinkButton>
          </div>
        </div>
        <Seal svg={badgeMedal(view.stacks, 600, view.letter, `${view.title}: the drawing, not yet earned`)} />
      </header>
      <div className="prose">
        <h2>What it stands for</h2>
        <Paragraphs text={view.description} />
        <h2>Its stacks</h2>
        <ul className="rows">
          {view.stacks.map(({ slug, style, summary, hours, pieces }) => (
            <li key={slug} className={`row ${style.figure}`}>
              <Seal svg={stackRing({ style, pieces }, 120, '')} />
              <a href={`/stacks/${slug}`}>
                <span className="numeral">{style.numeral}</span> {style.title}
                <span className="state">{summary}</span>
              </a>
              <span className="num">{hoursInWords(hours)}</span>
            </li>
          ))}
        </ul>
      </div>
      <aside className="stackgap oxford" aria-label="At a glance">
        <Facts
          facts={[
            ['Holds', plural(view.size, 'micro-credential')],
            ['Time', hoursRange(view.hours.min, view.hours.max)],
            ['Credited', hoursInWords(view.hours.credited)],
            ['Order', 'Any'],
            ['Open now', view.written === view.size ? 'All' : `${view.written}; the others are ${view.others}`],
          ]}
        />
        {view.source === null ? null : <p className="small soft">{view.source}</p>}
        <Licence name={view.licence} />
      </aside>
    </article>
  )
}
