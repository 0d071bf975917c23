import type { ReactNode } from 'react'
import { Medal } from '../../catalogue/parts/Medal.tsx'
import { MicroCredentialRow } from '../../catalogue/parts/MicroCredentialRow.tsx'
import { badgeOf, findCatalogue } from '../../catalogue/queries/tree.ts'
import { medallionSeal, type StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { workplace } from '../../people/rules.ts'
import { listPlan } from '../../submissions/queries/plan.ts'
import { listPursuits } from '../../submissions/queries/pursuits.ts'
import { notFound, notYours, requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { byDay, dayOfYear } from '../../../ui/words/dates.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { plural } from '../../../ui/words/words.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { NextOne } from '../parts/NextOne.tsx'
import { Elsewhere } from '../parts/medallions/Answers.tsx'
import { MyMedallion } from '../parts/medallions/MyMedallion.tsx'
import { medalOf, stateInWords } from '../rules/medal.ts'
import { nextStep } from '../rules/next-step.ts'
import { loadMedallions } from './medal/medallions-view.ts'
import type { Route } from './+types/medal'

export const meta: Route.MetaFunction = () => [{ title: 'My medal · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const place = workplace(actor)
  if (place === null) return notYours()
  const { db } = worldOf(context)
  const [catalogue, awards, pursuits, plan] = await Promise.all([
    findCatalogue(db),
    listAwardsOf(db, actor.personId),
    listPursuits(db, actor.personId),
    listPlan(db, { orgId: place.orgId, personId: actor.personId }),
  ])
  const asked = new URL(request.url).searchParams.get('badge') ?? undefined
  const chosen = catalogue && badgeOf(catalogue, asked)
  if (catalogue === null || chosen === null) return notFound()
  const { badge } = chosen
  const elsewhere = new Set(
    catalogue.stacks
      .filter(({ badgeId }) => badgeId !== badge.id)
      .flatMap(({ members, unlisted }) => [...members, ...unlisted].map(({ id }) => id)),
  )
  const medal = medalOf(
    chosen,
    awards.filter(({ achievementId }) => !elsewhere.has(achievementId)),
    pursuits,
  )
  const all = medalOf(catalogue, awards, pursuits)
  const loose = new Set(catalogue.stacks.filter(({ badgeId }) => badgeId === null).map(({ slug }) => slug))
  const { timeZone } = actor
  const active = pursuits.filter(({ pursuitState }) => pursuitState === 'active')
  const placed = (slug: string) =>
    all.stacks.flatMap(({ style, rows }) =>
      rows.filter((row) => row.slug === slug).map((row) => ({ ...row, style })),
    )[0]
  const listed = (pursuit: (typeof pursuits)[number], says: string): Listed[] => {
    const row = placed(pursuit.slug)
    return row === undefined
      ? []
      : [
          {
            pursuitId: pursuit.pursuitId,
            slug: pursuit.slug,
            title: pursuit.title,
            style: row.style,
            hours: row.hours,
            says,
          },
        ]
  }
  const planned = plan.flatMap(({ slug }) => {
    const row = placed(slug)
    return row?.state === 'published' ? [row] : []
  })
  const waiting = new Set(
    active
      .filter(({ submissionState }) => submissionState === 'submitted' || submissionState === 'in_assessment')
      .map(({ slug }) => slug),
  )
  const every = catalogue.stacks.map((stack) => ({
    ...stack,
    members: [...stack.members, ...stack.unlisted],
    unlisted: [],
  }))
  const rows = new Map(
    medalOf({ stacks: every }, awards, pursuits).stacks.flatMap(({ style, rows: some }) =>
      some.map((row) => [row.slug, { ...row, style, waiting: waiting.has(row.slug) }]),
    ),
  )
  const medallions = await loadMedallions(db, actor.personId, { awards, rowOf: (slug) => rows.get(slug) })
  const aims = medallions.flatMap(({ title: towards, state, award, progress }) =>
    state !== 'accepted' || award !== null || progress.next === null
      ? []
      : [{ slug: progress.next.slug, title: progress.next.title, towards }],
  )
  const next = nextStep(pursuits, [...planned, ...aims], all.earned)
  return {
    timeZone,
    medallions,
    letter: badge.content.letter,
    badge: badge.title,
    badges: catalogue.badges.map(({ slug, title }) => ({ slug, title, chosen: slug === badge.slug })),
    ...medal,
    beside: all.stacks.filter(
      ({ slug, rows }) =>
        loose.has(slug) && rows.some(({ inking, withdrawn }) => inking !== 'untouched' || withdrawn !== null),
    ),
    next,
    waiting: active
      .filter(({ slug }) => waiting.has(slug))
      .flatMap((pursuit) => {
        const { submittedAt, dueAt } = pursuit
        const sent = submittedAt === null ? '' : `Submitted ${dayOfYear(submittedAt, { timeZone })}. `
        return listed(pursuit, `${sent}${dueAt === null ? '' : `Decision ${byDay(dueAt, { timeZone })}.`}`)
      }),
    feedback: active
      .filter(({ submissionState }) => submissionState === 'not_yet')
      .flatMap((pursuit) =>
        listed(
          pursuit,
          `Not yet: ${plural(pursuit.unmet, 'criterion', 'criteria')} to work on. What you met stays met.`,
        ),
      ),
    drafts: active
      .filter(
        ({ submissionState, pursuitId }) =>
          submissionState === 'draft' && !('pursuitId' in next && next.pursuitId === pursuitId),
      )
      .flatMap((pursuit) =>
        listed(
          pursuit,
          pursuit.attempt === 1
            ? `Begun ${dayOfYear(pursuit.startedAt, { timeZone })}`
            : `Attempt ${pursuit.attempt}, begun`,
        ),
      ),
  }
}

type Listed = { pursuitId: string; slug: string; title: string; style: StackStyle; hours: number; says: string }

export default function MedalPage({ loaderData: view }: Route.ComponentProps) {
  const { stacks, earned, hours } = view
  const taken = view.medallions.filter(
    ({ state, award }) => state === 'offered' || state === 'accepted' || award !== null,
  )
  const all = stacks.reduce((sum, { rows }) => sum + rows.length, 0)
  const complete = stacks.filter(
    ({ rows }) => rows.length > 0 && rows.every(({ inking }) => inking === 'earned'),
  ).length
  return (
    <div className="stackgap">
      <div className="medalpage">
        <Medal
          stacks={stacks.map(({ style, rows }) => ({
            style,
            pieces: rows.map(({ slug, title, inking }) => ({ id: slug, title, inking })),
          }))}
          size={640}
          monogram={view.letter}
          list="spoken"
        />
        <div className="stackgap">
          <h1>My medal</h1>
          {view.badges.length < 2 ? null : (
            <nav aria-label="Badges" className="actions">
              {view.badges.map(({ slug, title, chosen }) =>
                chosen ? (
                  <b key={slug} aria-current="page">
                    {title}
                  </b>
                ) : (
                  <a key={slug} href={`/medal?badge=${slug}`}>
                    {title}
                  </a>
                ),
              )}
            </nav>
          )}
          <p className="lead">
            {earned} of {all} earned, <Hours hours={hours} words /> of professional learning.{' '}
            {complete === 0
              ? ''
              : complete === stacks.length
                ? `The ${view.badge} is complete.`
                : `${plural(complete, 'stack')} ${complete === 1 ? 'is' : 'are'} complete.`}
          </p>
          <NextOne step={view.next} />
          <Listing title="With the assessors" list={view.waiting} />
          <Listing title="Feedback to read" list={view.feedback} />
          <Listing title="Begun as well" list={view.drafts} />
        </div>
      </div>
      <div className="braid" role="presentation" />
      {taken.length > 0 ? (
        taken.map((medallion) => <MyMedallion key={medallion.medallionId} view={medallion} timeZone={view.timeZone} />)
      ) : (
        <Empty
          title="No medallion yet"
          heading="h2"
          action={
            <LinkButton href="/medallions" variant="second">
              Look at medallions
            </LinkButton>
          }
          drawing={<Seal svg={medallionSeal('', [], 160, '')} />}
        >
          A school or a district chooses eight to twelve micro-credentials for what it stands for. When yours offers you
          its medallion, it stands here with what you have earned for it already.
        </Empty>
      )}
      {[...stacks, ...view.beside].map(({ slug, style, rows }) => (
        <section className={`stack ${style.figure}`} key={slug} aria-labelledby={slug}>
          <div>
            <span className="numeral">{style.numeral}</span>
            <h2 id={slug}>
              <a href={`/stacks/${slug}`}>{style.title}</a>
            </h2>
            <p className="soft">
              {rows.filter(({ inking }) => inking === 'earned').length} of {rows.length} earned
            </p>
          </div>
          <ul className="two">
            {rows.map((row) => (
              <MicroCredentialRow
                key={row.slug}
                slug={row.slug}
                title={row.title}
                style={style}
                hours={row.hours}
                inking={row.inking}
                state={stateInWords(row)}
                href={row.href}
              />
            ))}
          </ul>
        </section>
      ))}
      <Elsewhere views={view.medallions.filter((each) => !taken.includes(each))} />
    </div>
  )
}

function Listing({ title, list }: { title: string; list: readonly Listed[] }): ReactNode {
  if (list.length === 0) return null
  return (
    <section className="ruled">
      <h3>{title}</h3>
      <ul>
        {list.map(({ pursuitId, says, ...row }) => (
          <MicroCredentialRow key={pursuitId} {...row} inking="progress" state={says} href={`/pursuits/${pursuitId}`} />
        ))}
      </ul>
    </section>
  )
}
