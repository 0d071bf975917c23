import { notFound, worldOf } from '../../../platform/pages.ts'
import { Facts } from '../../../ui/Facts.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, hoursRange, plural } from '../../../ui/words/words.ts'
import { Coverage } from '../parts/Coverage.tsx'
import { Licence } from '../parts/Licence.tsx'
import { MicroCredentialRow } from '../parts/MicroCredentialRow.tsx'
import { RetiredNote } from '../parts/RetiredNote.tsx'
import { listComponents } from '../queries/search.ts'
import { findCatalogue } from '../queries/tree.ts'
import { stackRing } from '../rules/emblems/emblems.ts'
import { drawingPath } from '../rules/emblems/style.ts'
import type { Route } from './+types/stack'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [
        { title: `${loaderData.style.title} · Mintmark` },
        { name: 'description', content: loaderData.summary },
        { property: 'og:title', content: loaderData.style.title },
        { property: 'og:image', content: loaderData.picture },
      ]

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const catalogue = await findCatalogue(db)
  const stack = catalogue?.stacks.find(({ slug }) => slug === params.slug)
  if (!catalogue || stack === undefined) return notFound()
  const { members, content, style } = stack
  const badge = catalogue.badges.find(({ id }) => id === stack.badgeId)
  const components = await listComponents(db, catalogue.publisherId, stack.slug)
  return {
    style,
    retired: stack.retired,
    summary: content.summary,
    note: content.note ?? null,
    badge: badge === undefined ? null : { slug: badge.slug, title: badge.title },
    licence: badge?.content.license ?? null,
    picture: `${config.publicUrl}${drawingPath('stack', stack.slug, 'png', 512)}`,
    hours: {
      min: sum(members.map(({ hoursMin }) => hoursMin)),
      max: sum(members.map(({ hoursMax }) => hoursMax)),
      credited: sum(members.map(({ hoursCredited }) => hoursCredited)),
    },
    members: members.map(({ slug, title, competency, state, hoursCredited }) => ({
      slug,
      title,
      competency,
      state,
      hours: hoursCredited,
    })),
    components,
  }
}

const SAYS = { published: '', outline: 'Being written · ', retired: 'Retired · ' } as const

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export default function StackPage({ loaderData: view }: Route.ComponentProps) {
  const { style, members, badge } = view
  const ring = { style, pieces: members.map(({ slug }) => ({ id: slug, inking: 'untouched' as const })) }
  return (
    <article className={`reading ${style.figure}`}>
      <header className="wide opening">
        <div className="stackgap">
          <p className="kicker">
            {badge === null ? (
              'Stack'
            ) : (
              <>
                <a href={`/badges/${badge.slug}`}>{badge.title}</a>, stack
              </>
            )}{' '}
            <span className="numeral">{style.numeral}</span>
          </p>
          <h1>{style.title}</h1>
          <p className="lead">{view.summary}</p>
          {view.retired === null ? null : <RetiredNote what="stack" retired={view.retired} />}
          {view.note === null ? null : <p className="small soft">{view.note}</p>}
        </div>
        <Seal svg={stackRing(ring, 420, `${style.title}: the drawing, not yet earned`)} />
      </header>
      <div className="prose">
        <h2>Its micro-credentials</h2>
        <ul className="rows">
          {members.map(({ state, competency, ...member }) => (
            <MicroCredentialRow key={member.slug} {...member} style={style} state={`${SAYS[state]}${competency}`} />
          ))}
        </ul>
        {members.every(({ state }) => state !== 'retired') ? null : (
          <p className="small soft">
            A retired micro-credential counts for who has earned it and for who is at work on it. Nobody else can begin
            it, so this stack waits for a new version that does without it.
          </p>
        )}
        <h2>Framework coverage</h2>
        <p>How many of the {members.length} micro-credentials are aligned to each component.</p>
        <Coverage components={view.components} outOf={members.length} />
      </div>
      <aside className="stackgap oxford" aria-label="At a glance">
        <Facts
          facts={[
            ['Holds', plural(members.length, 'micro-credential')],
            ['Time', hoursRange(view.hours.min, view.hours.max)],
            ['Credited', hoursInWords(view.hours.credited)],
            ['Order', 'Any'],
            ['Earned when', 'All of them are earned'],
          ]}
        />
        {view.licence === null ? null : <Licence name={view.licence} />}
      </aside>
    </article>
  )
}
