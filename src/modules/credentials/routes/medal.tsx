import { emblem, type Inking, type StackStyle } from '../../catalogue/rules/emblems.ts'
import { Medal } from '../../catalogue/parts/Medal.tsx'
import { MicroCredentialRow } from '../../catalogue/parts/MicroCredentialRow.tsx'
import { findCatalogue } from '../../catalogue/queries/tree.ts'
import { hasRole, workplace } from '../../people/rules.ts'
import { listPlan } from '../../submissions/queries/plan.ts'
import { listPursuits } from '../../submissions/queries/pursuits.ts'
import { notYours, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/Button.tsx'
import { byDay, dayOfYear } from '../../../ui/dates.ts'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, plural } from '../../../ui/words.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { inkings, nextStep, type NextStep } from '../rules/progress.ts'
import type { Route } from './+types/medal'

export const meta: Route.MetaFunction = () => [{ title: 'My medal · Mintmark' }]

/** The badge, its stacks and everything under way, as this person stands in them. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!hasRole(actor, 'educator')) notYours()
  const { db } = worldOf(context)
  const place = workplace(actor)
  const [catalogue, awards, pursuits, plan] = await Promise.all([
    findCatalogue(db),
    listAwardsOf(db, actor.personId),
    listPursuits(db, actor.personId),
    place === null ? [] : listPlan(db, { orgId: place.orgId, personId: actor.personId }),
  ])
  const active = awards.filter(({ state }) => state === 'active')
  const earned = active.filter(({ kind }) => kind === 'micro-credential')
  const inked = inkings(
    earned.map(({ slug }) => slug),
    pursuits,
  )
  const startable = new Map(
    (catalogue?.stacks ?? [])
      .flatMap(({ members }) => members)
      .filter(({ state }) => state === 'published')
      .map(({ slug, title }) => [slug, title]),
  )
  const styles = new Map<string, StackStyle>()
  const stacks = (catalogue?.stacks ?? []).map(({ slug, title, style, members }) => ({
    slug,
    title,
    style,
    complete: active.some((award) => award.kind === 'stack' && award.slug === slug),
    pieces: members.map((member) => {
      styles.set(member.slug, style)
      const inking: Inking = inked.get(member.slug) ?? 'untouched'
      return { id: member.slug, title: member.title, hours: member.hoursCredited, inking }
    }),
  }))
  const row = (each: (typeof pursuits)[number], says: string) => ({
    pursuitId: each.pursuitId,
    slug: each.slug,
    title: each.title,
    style: styles.get(each.slug) ?? null,
    says,
  })
  const zone = { timeZone: actor.timeZone }
  return {
    monogram: catalogue?.badge.content.letter ?? '',
    badge: { title: catalogue?.badge.title ?? '', earned: active.some(({ kind }) => kind === 'badge') },
    stacks,
    earned: earned.length,
    hours: earned.reduce((sum, { hours }) => sum + hours, 0),
    next: nextStep(
      pursuits,
      plan.flatMap(({ slug }) => {
        const member = startable.get(slug)
        return member === undefined ? [] : [{ slug, title: member }]
      }),
    ),
    reading: pursuits
      .filter(({ submissionState }) => submissionState === 'not_yet')
      .map((each) => row(each, `Not yet: ${plural(each.unmet, 'criterion', 'criteria')} to work on.`)),
    waiting: pursuits
      .filter(({ submissionState }) => submissionState === 'submitted' || submissionState === 'in_assessment')
      .map((each) => row(each, clockOf(each, zone))),
    drafts: pursuits
      .filter(({ submissionState }) => submissionState === 'draft')
      .map((each) => row(each, `Begun ${dayOfYear(each.startedAt, zone)}.`)),
  }
}

type Clock = { submittedAt: Date | null; dueAt: Date | null }

const clockOf = ({ submittedAt, dueAt }: Clock, zone: { timeZone: string }): string =>
  `Submitted ${submittedAt === null ? '' : dayOfYear(submittedAt, zone)}.${dueAt === null ? '' : ` Decision ${byDay(dueAt, zone)}.`}`

export default function MyMedal({ loaderData: view }: Route.ComponentProps) {
  const all = view.stacks.reduce((sum, { pieces }) => sum + pieces.length, 0)
  const complete = view.stacks.filter((stack) => stack.complete)
  return (
    <>
      <div className="medalpage">
        <Medal stacks={view.stacks} size={640} monogram={view.monogram} list="spoken" />
        <div className="stackgap">
          <h1>My medal</h1>
          <p className="lead">
            {view.earned} of {all} earned, {hoursInWords(view.hours)} of professional learning.
            {view.badge.earned
              ? ` The ${view.badge.title} is yours.`
              : complete.length === 0
                ? null
                : ` ${plural(complete.length, 'stack')} complete.`}
          </p>
          <section className="stackgap oxford">
            <p className="kicker">Your next step</p>
            <Next step={view.next} />
          </section>
          <Rows title="Feedback to read" rows={view.reading} />
          <Rows title="With the assessors" rows={view.waiting} />
          <Rows title="You are working on" rows={view.drafts} />
        </div>
      </div>
      <div className="braid" role="presentation" />
      {view.stacks.map(({ slug, title, style, pieces, complete: whole }) => (
        <section key={slug} className={`stack ${style.figure}`} aria-labelledby={slug}>
          <div>
            <span className="numeral">{style.numeral}</span>
            <h2 id={slug}>
              <a href={`/stacks/${slug}`}>{title}</a>
            </h2>
            <p className="soft">
              {whole
                ? 'Complete'
                : `${pieces.filter(({ inking }) => inking === 'earned').length} of ${pieces.length} earned`}
            </p>
          </div>
          <ul className="two">
            {pieces.map((piece) => (
              <MicroCredentialRow
                key={piece.id}
                slug={piece.id}
                title={piece.title}
                style={style}
                hours={piece.hours}
                inking={piece.inking}
                state={SAYS[piece.inking]}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const SAYS = { untouched: null, progress: 'In progress', earned: 'Earned' } as const

function Next({ step }: { step: NextStep }) {
  switch (step.kind) {
    case 'read feedback':
      return (
        <>
          <h2>Read your feedback</h2>
          <p>
            {step.title}: {plural(step.unmet, 'criterion', 'criteria')} to work on. What was met stays met.
          </p>
          <p className="actions">
            <LinkButton href={`/pursuits/${step.pursuitId}`}>Read the feedback on {step.title}</LinkButton>
          </p>
        </>
      )
    case 'go on':
      return (
        <>
          <h2>Go on writing</h2>
          <p>Everything you wrote is saved. {step.attempt > 1 ? 'Only what was not met is open.' : null}</p>
          <p className="actions">
            <LinkButton href={`/pursuits/${step.pursuitId}`}>Go on with {step.title}</LinkButton>
          </p>
        </>
      )
    case 'begin planned':
      return (
        <>
          <h2>Begin what you planned</h2>
          <p>{step.title} is next in your plan.</p>
          <form method="post" action="/pursuits" className="actions">
            <Button name="micro_credential" value={step.slug}>
              Start {step.title}
            </Button>
            <a href={`/micro-credentials/${step.slug}`}>Read it first</a>
          </form>
        </>
      )
    case 'wait':
      return (
        <>
          <h2>Nothing to do but wait</h2>
          <p>{step.title} is with the assessors. You will get a letter when it is decided.</p>
          <p className="actions">
            <LinkButton href="/catalogue" variant="second">
              Look for another one
            </LinkButton>
          </p>
        </>
      )
    case 'choose':
      return (
        <>
          <h2>Choose a micro-credential</h2>
          <p>Each one you earn strikes one of these seals. Most people begin with one they already teach well.</p>
          <p className="actions">
            <LinkButton href="/catalogue">Look through the catalogue</LinkButton>
            <a href="/plan">Make a plan</a>
          </p>
        </>
      )
  }
}

type Row = { pursuitId: string; slug: string; title: string; style: StackStyle | null; says: string }

function Rows({ title, rows }: { title: string; rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <section className="ruled">
      <h3>{title}</h3>
      <ul>
        {rows.map(({ pursuitId, slug, title: name, style, says }) => (
          <li key={pursuitId} className="row">
            {style === null ? <span /> : <Seal svg={emblem(slug, style, 'progress', 40, '')} />}
            <a href={`/pursuits/${pursuitId}`}>
              {name}
              <span className="state">{says}</span>
            </a>
            <span />
          </li>
        ))}
      </ul>
    </section>
  )
}
