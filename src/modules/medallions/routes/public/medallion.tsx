import { notFound, worldOf } from '../../../../platform/pages.ts'
import { Facts } from '../../../../ui/Facts.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { hoursRange } from '../../../../ui/words/words.ts'
import { Crest } from '../../../people/parts/Crest.tsx'
import { Path } from '../../parts/public/Path.tsx'
import { Petals } from '../../parts/public/Petals.tsx'
import { Served } from '../../parts/public/Served.tsx'
import { TakeUp } from '../../parts/TakeUp.tsx'
import { listMedallionVersions } from '../../queries/medallions.ts'
import { asksInWords } from '../../rules/pages/page.ts'
import { loadPublicMedallion } from './public-view.ts'
import type { Route } from './+types/medallion'

export const handle = { public: true }

/** As helpful to other sites as the page of a shared credential; the picture is drawn beside those. */
export const meta: Route.MetaFunction = ({ loaderData }) => {
  if (loaderData === undefined) return []
  const { title, url, summary, issuer } = loaderData
  return [
    { title: `${title}, ${issuer.name} · Mintmark` },
    { name: 'description', content: summary },
    { tagName: 'link' as const, rel: 'canonical', href: url },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Mintmark' },
    { property: 'og:url', content: url },
    { property: 'og:title', content: title },
    { property: 'og:description', content: summary },
    { property: 'og:image', content: `${url}/share.png` },
    { property: 'og:image:type', content: 'image/png' },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { property: 'og:image:alt', content: `The seal of ${title}, by ${issuer.name}` },
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const found = await loadPublicMedallion(db, params)
  if (found === null) return notFound()
  const { version, page } = found
  const versions = await listMedallionVersions(db, version.orgId, version.medallionId)
  return {
    ...page,
    medallionId: version.medallionId,
    address: `/medallions/${params.organisation}/${params.slug}`,
    url: `${config.publicUrl}/medallions/${params.organisation}/${params.slug}`,
    retired: version.retired,
    number: version.number,
    versions: versions.map(({ number, publishedAt, changeNote }) => ({ number, publishedAt, changeNote })),
  }
}

type View = Route.ComponentProps['loaderData']

/** Everybody sees the same page, wherever they are. */
const TIME_ZONE = 'UTC'

export default function MedallionPage({ loaderData: view }: Route.ComponentProps) {
  const { title, issuer, summary, mission, goals, path, retired, asks } = view
  return (
    <article className="reading medallionpage">
      <header className="wide opening">
        <div className="stackgap">
          <div className="issuer">
            {issuer.ink === null ? null : <Crest monogram={view.monogram} ink={issuer.ink} size={72} />}
            <p className="kicker">
              A medallion of {issuer.url === null ? <span>{issuer.name}</span> : <a href={issuer.url}>{issuer.name}</a>}
            </p>
          </div>
          <h1>{title}</h1>
          <p className="lead">{summary}</p>
          <Facts
            flow
            facts={[
              ['It takes', `${view.needed} micro-credentials`],
              ['Time', hoursRange(view.hours.least, view.hours.most)],
              ['Version', view.number],
            ]}
          />
          {retired === null ? <TakeUp medallionId={view.medallionId} /> : <Retired retired={retired} />}
        </div>
        <Petals monogram={view.monogram} petals={view.petals} size={480} />
      </header>
      <section className="wide prose mission" aria-labelledby="mission">
        <h2 id="mission">The mission that it serves</h2>
        <div className="lead">
          <Paragraphs text={mission} />
        </div>
      </section>
      <section className="wide prose" id="asks">
        <h2>What it asks for, and why</h2>
        <p>{asksInWords(asks)}. Each was chosen for a goal, and the line beneath it says how it serves.</p>
        {goals.map(({ id, name, text, picks }) => (
          <section key={id} className="goal" aria-labelledby={`goal-${id}`}>
            <div>
              <h3 id={`goal-${id}`}>{name}</h3>
              {text === '' ? null : <p className="soft">{text}</p>}
            </div>
            <ul className="servedlist">
              {picks.map((pick) => (
                <Served key={pick.slug} pick={pick} />
              ))}
            </ul>
          </section>
        ))}
      </section>
      <section className="wide prose" id="path">
        <h2>A suggested path</h2>
        <p>Start wherever you like. This is the order in which {issuer.name} would take them.</p>
        <Path terms={path} />
      </section>
      <div className="prose">
        <Earning view={view} />
        <Versions view={view} />
      </div>
      <aside className="stackgap oxford no-print" aria-label="Take it along">
        <h3>Take it along</h3>
        <ul className="downloads">
          <li>
            <a href={`${view.address}/poster`}>A poster for the wall</a>
            <span className="small soft">One page, to print</span>
          </li>
          <li>
            <a href={`/emblems${view.address}.svg`}>The seal as a drawing</a>
            <span className="small soft">SVG, as it is when earned</span>
          </li>
          <li>
            <a href={`/achievements${view.address}`}>The achievement for programs</a>
            <span className="small soft">Open Badges 3.0, JSON</span>
          </li>
        </ul>
      </aside>
    </article>
  )
}

const Retired = ({ retired }: { retired: NonNullable<View['retired']> }) => (
  <Note
    title={
      <>
        This medallion was retired on <Day at={retired.at} timeZone={TIME_ZONE} />.
      </>
    }
  >
    <p>{retired.because}</p>
    <p>Nobody new takes it up. Who is at work on it may finish, and who has earned it keeps it.</p>
  </Note>
)

function Earning({ view: { issuer, retired, medallionId, asks } }: { view: View }) {
  return (
    <section id="earn">
      <h2>How to earn it</h2>
      <ol>
        <li>
          Take it up, if you are an educator of {issuer.name}. A leader may also offer it to you with a cohort and a
          coach. You can leave it whenever you wish.
        </li>
        <li>
          Earn the micro-credentials one by one
          {asks.groups.length === 0 ? '' : ', your own pick where there is a choice'}. Each asks for something you made
          or did, and assessors read it against a rubric that you see beforehand. What you have earned already counts.
        </li>
        <li>
          With the last one the medallion is awarded by itself: a signed Open Badge of {issuer.name}, which says what
          you earned it with and can be checked by anyone.
        </li>
      </ol>
      {retired === null ? <TakeUp medallionId={medallionId} /> : null}
    </section>
  )
}

const Versions = ({ view: { versions } }: { view: View }) => (
  <section id="versions">
    <h2>Versions</h2>
    <p>A version never changes. Whoever is under way stays with theirs until they choose to move.</p>
    <ol className="versions">
      {versions.map(({ number, publishedAt, changeNote }) => (
        <li key={number}>
          <b>Version {number}</b>
          <Day at={publishedAt} timeZone={TIME_ZONE} />
          {changeNote === '' ? (
            <p className="soft">{number === 1 ? 'The first.' : 'Nothing was said of what changed.'}</p>
          ) : (
            <div>
              <Paragraphs text={changeNote} />
            </div>
          )}
        </li>
      ))}
    </ol>
  </section>
)
