import { notFound, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { badgeOf, findCatalogue } from '../queries/tree.ts'
import { badgeMedal, emblem, type Inking } from '../rules/emblems/emblems.ts'
import type { Route } from './+types/home'

export const handle = { public: true }

export const meta: Route.MetaFunction = () => [
  { title: 'Mintmark: micro-credentials for educators' },
  {
    name: 'description',
    content:
      'Short assessments of what an educator can do, shown with work from their own setting, and credentials that anyone can check.',
  },
]

export async function loader({ context }: Route.LoaderArgs) {
  const catalogue = await findCatalogue(worldOf(context).db)
  const founding = catalogue && badgeOf(catalogue)
  if (catalogue === null || founding === null) return notFound()
  const { badge, stacks } = founding
  const [first] = stacks
  const example = first?.members.find(({ state }) => state !== 'retired')
  return {
    others: catalogue.badges
      .filter(({ id, retired }) => id !== badge.id && retired === null)
      .map(({ slug, title }) => ({ slug, title })),
    badge: { slug: badge.slug, title: badge.title, letter: badge.content.letter },
    rings: stacks.map(({ style, members }) => ({
      style,
      pieces: members.map(({ slug }) => ({ id: slug, inking: 'untouched' as const })),
    })),
    example:
      first === undefined || example === undefined
        ? null
        : { slug: example.slug, title: example.title, style: first.style },
  }
}

const INKINGS: { inking: Inking; name: string; says: string }[] = [
  {
    inking: 'untouched',
    name: 'A hairline',
    says: 'You have not begun. The rubric, the hours and two worked examples are open to read.',
  },
  {
    inking: 'progress',
    name: 'Half inked',
    says: 'You are at work on it: something you made, what came of it, and what you learned.',
  },
  {
    inking: 'earned',
    name: 'Struck',
    says: 'A trained assessor found every criterion met. The credential is yours wherever you work next.',
  },
]

export default function Home({ loaderData }: Route.ComponentProps) {
  const { badge, others, rings, example } = loaderData
  return (
    <>
      <div className="opening">
        <div className="stackgap">
          <h1>Show what you can do, one competency at a time</h1>
          <p className="lead">
            Mintmark is for educators whose skill is larger than their transcript. Hand in work from your own setting,
            have it read against a rubric you saw first, and keep a credential that anyone can check.
          </p>
          <div className="actions">
            <LinkButton href="/catalogue">Browse the catalogue</LinkButton>
            <a href="/verify">Verify a credential</a>
          </div>
        </div>
        <Seal svg={badgeMedal(rings, 600, badge.letter, `${badge.title}: the drawing, not yet earned`)} />
      </div>

      {example === null ? null : (
        <Section title="The medal is the picture of your progress">
          <p>
            Every micro-credential has an engraving of its own. This one belongs to{' '}
            <a href={`/micro-credentials/${example.slug}`}>{example.title}</a>, and nothing else looks like it.
          </p>
          <ul className="abreast inkings">
            {INKINGS.map(({ inking, name, says }) => (
              <li key={inking} className="stackgap">
                <Seal svg={emblem(example.slug, example.style, inking, 160, '')} />
                <h3>{name}</h3>
                <p>{says}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}

      <Section title="Who it is for">
        <Facts
          facts={[
            [
              'If you teach or coach',
              'Each micro-credential takes one to two hours, at your own pace. Not yet is an answer, not an end: you work on what is open and hand it in again.',
            ],
            [
              'If you assess',
              'The evidence and the rubric stand side by side, without names. You score what is there, in words that everyone can read.',
            ],
            [
              'If you lead a school',
              'Micro-credentials make a stack, and stacks make a badge. Hours count only for what was really earned.',
            ],
            [
              'If you must trust it',
              'You need no account. A credential says what was assessed and who issued it, and carries its own proof.',
            ],
          ]}
        />
      </Section>

      <Section title="Where to begin">
        <ul className="abreast">
          <li className="stackgap">
            <h3>
              <a href="/catalogue">Browse</a>
            </h3>
            <p>
              Read the <a href={`/badges/${badge.slug}`}>{badge.title}</a>, one stack of it, or a single
              micro-credential.
              {others.length === 0 ? null : (
                <>
                  {' '}
                  There is more to earn:{' '}
                  {others.map(({ slug, title }, place) => (
                    <span key={slug}>
                      {place === 0 ? '' : ', '}
                      <a href={`/badges/${slug}`}>{title}</a>
                    </span>
                  ))}
                  .
                </>
              )}
            </p>
          </li>
          <li className="stackgap">
            <h3>
              <a href="/verify">Verify</a>
            </h3>
            <p>Somebody showed you a credential. See whether it is real, and valid today.</p>
          </li>
          <li className="stackgap">
            <h3>
              <a href="/me">Your work</a>
            </h3>
            <p>Go on where you stopped, or sign in to begin. What you write is saved as you go.</p>
          </li>
        </ul>
      </Section>
    </>
  )
}
