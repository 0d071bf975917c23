import { notFound, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Note } from '../../../ui/Note.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, hoursRange } from '../../../ui/words/words.ts'
import { Alignments } from '../parts/Coverage.tsx'
import { FullMicroCredential } from '../parts/FullMicroCredential.tsx'
import { Licence } from '../parts/Licence.tsx'
import { RetiredNote } from '../parts/RetiredNote.tsx'
import { findCatalogue } from '../queries/tree.ts'
import { findMicroCredential } from '../queries/versions.ts'
import { emblem } from '../rules/emblems/emblems.ts'
import { drawingPath } from '../rules/emblems/style.ts'
import type { Route } from './+types/micro-credential'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [
        { title: `${loaderData.content.title} · Mintmark` },
        { name: 'description', content: loaderData.content.competency },
        { property: 'og:title', content: loaderData.content.title },
        { property: 'og:description', content: loaderData.content.competency },
        { property: 'og:image', content: loaderData.picture },
      ]

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const [microCredential, catalogue] = await Promise.all([findMicroCredential(db, params.slug), findCatalogue(db)])
  if (microCredential === null || catalogue === null) return notFound()
  const { slug, stack } = microCredential
  const around = catalogue.stacks.find(({ id }) => id === stack.id)
  const badge = catalogue.badges.find(({ id }) => id === around?.badgeId)
  const titles = new Map(
    catalogue.stacks.flatMap(({ members }) => members.map((member) => [member.slug, member.title] as const)),
  )
  const named = (slugs: readonly string[] = []) =>
    slugs.map((other) => ({ slug: other, title: titles.get(other) ?? other }))
  return {
    slug,
    retired: microCredential.state === 'retired' ? microCredential.retired : null,
    /** From 1; 0 where its stack does not list it */
    position: (around?.members.findIndex((member) => member.slug === slug) ?? -1) + 1,
    stack: {
      slug: stack.slug,
      title: stack.title,
      style: stack.style,
      size: around?.members.length ?? 0,
    },
    badge: badge === undefined ? null : { slug: badge.slug, title: badge.title },
    licence: badge?.content.license ?? null,
    picture: `${config.publicUrl}${drawingPath('micro-credential', slug, 'png', 512)}`,
    content: microCredential.content,
    version:
      microCredential.state === 'outline'
        ? null
        : { number: microCredential.number, publishedAt: microCredential.publishedAt },
    before: {
      needed: named(microCredential.content.prerequisites),
      helpful: named(microCredential.content.helpful_before),
    },
  }
}

export default function MicroCredentialPage({ loaderData: view }: Route.ComponentProps) {
  const { content, stack, slug, version } = view
  const written = !('status' in content)
  return (
    <article className="reading">
      <header className={`wide opening ${stack.style.figure}`}>
        <div className="stackgap">
          <p className="kicker">
            <a href={`/stacks/${stack.slug}`}>{stack.title}</a>, <span className="numeral">{stack.style.numeral}</span>{' '}
            {view.position === 0 ? null : `· micro-credential ${view.position} of ${stack.size}`}
          </p>
          <h1>{content.title}</h1>
          <p className="lead">{content.competency}</p>
          {view.retired !== null ? (
            <RetiredNote what="micro-credential" retired={view.retired} />
          ) : written ? (
            <div className="actions">
              <form method="post" action="/pursuits">
                <input type="hidden" name="micro_credential" value={slug} />
                <Button>Start this micro-credential</Button>
              </form>
              <a href="#rubric">Read the rubric first</a>
            </div>
          ) : (
            <Note title="This micro-credential is being written.">
              <p>
                It cannot be started yet. Its competency, its method and where it stops are settled, and stand below.
              </p>
            </Note>
          )}
        </div>
        <Seal svg={emblem(slug, stack.style, 'untouched', 360, `The emblem of ${content.title}, not yet earned`)} />
      </header>
      <div className="prose">
        <h2>In short</h2>
        <p>{content.summary}</p>
        {written ? (
          <>
            <h3>Why it matters</h3>
            <p>{content.why_it_matters}</p>
          </>
        ) : null}
        <h2>The key method</h2>
        <p>
          <b>{content.key_method.name}.</b> {content.key_method.in_short}
        </p>
        {written ? (
          <ol>
            {content.key_method.steps.map((step) => (
              <li key={step.name}>
                <b>{step.name}.</b> {step.text}
              </li>
            ))}
          </ol>
        ) : null}
        {content.not_assessed_here.length === 0 ? null : (
          <>
            <h3>What is not assessed here</h3>
            <ul>
              {content.not_assessed_here.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <aside className="stackgap oxford" aria-label="At a glance">
        <Facts
          facts={[
            ['Time', hoursRange(content.hours.min, content.hours.max)],
            ['Credited', hoursInWords(content.hours.credited)],
            ['Decision', written && view.retired === null ? 'Within 5 business days' : null],
            ['Attempts', written && view.retired === null ? 'As many as you need' : null],
            [
              'Version',
              version === null ? (
                'Not published yet'
              ) : (
                <>
                  {version.number}, since <Day at={version.publishedAt} timeZone="UTC" />
                </>
              ),
            ],
          ]}
        />
        <h4>It counts towards</h4>
        <ul>
          <li>
            <a href={`/stacks/${stack.slug}`}>The {stack.title} stack</a>
          </li>
          {view.badge === null ? null : (
            <li>
              <a href={`/badges/${view.badge.slug}`}>{view.badge.title}</a>
            </li>
          )}
        </ul>
        <Before title="Earn first" list={view.before.needed} />
        <Before title="Helpful before it" list={view.before.helpful} />
        {view.licence === null ? null : <Licence name={view.licence} />}
      </aside>
      {written ? <FullMicroCredential content={content} /> : null}
      <section className="wide prose subject" id="aligned">
        <h2>Aligned to</h2>
        <Alignments alignments={content.alignments} />
      </section>
    </article>
  )
}

function Before({ title, list }: { title: string; list: { slug: string; title: string }[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {list.map((other) => (
          <li key={other.slug}>
            <a href={`/micro-credentials/${other.slug}`}>{other.title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
