import { requireActor, worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { daysAway } from '../../../../ui/words/dates.ts'
import { getVersion } from '../../../catalogue/queries/versions.ts'
import { emblem } from '../../../catalogue/rules/emblems/emblems.ts'
import { listAskedOf, type CoachingRequest } from '../../queries/coaching/requests.ts'
import { isOpen, standingOf } from '../../rules/coaching/coaching.ts'
import type { Route } from './+types/list'

export const meta: Route.MetaFunction = () => [{ title: 'Coaching · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const asked = await listAskedOf(db, actor.personId)
  const rows = asked.map((each) => rowOf(each, now(), actor.timeZone))
  const open = asked.filter(isOpen).map(async (each) => {
    const { slug, stack } = await getVersion(db, each.publisherId, each.versionId)
    return { ...rowOf(each, now(), actor.timeZone), slug, style: stack.style }
  })
  return {
    open: await Promise.all(open),
    over: rows.filter(({ standing }) => standing !== 'open').toReversed(),
    timeZone: actor.timeZone,
  }
}

const rowOf = (asked: CoachingRequest, now: Date, timeZone: string) => ({
  id: asked.id,
  who: asked.personName,
  title: asked.title,
  askedAt: asked.askedAt,
  since: daysAway(asked.askedAt, now, { timeZone }),
  endedAt: asked.endedAt,
  standing: standingOf(asked),
})

const ENDED = {
  open: '',
  answered: 'You answered',
  withdrawn: 'Taken back',
  over: 'Handed in, or put away, before you answered',
} as const

export default function Coaching({ loaderData: { open, over, timeZone } }: Route.ComponentProps) {
  return (
    <div className="stackgap">
      <PageHead
        title="Coaching"
        lead="Drafts that colleagues asked you to read before they hand them in. You score nothing, and what you write is for them alone."
        work
      />
      {open.length === 0 ? (
        <Empty title="Nobody waits for you" heading="h2">
          When a colleague asks you to read a draft, you get a letter, and the draft is here until you have answered or
          it is handed in.
        </Empty>
      ) : (
        <Section title="They wait for you">
          <ul>
            {open.map(({ id, who, title, askedAt, since, slug, style }) => (
              <li className="row" key={id}>
                <Seal svg={emblem(slug, style, 'progress', 40, '')} />
                <div>
                  <a href={`/coaching/${id}`}>
                    {who}: {title}
                  </a>
                  <span className="state">
                    Asked <Day at={askedAt} as="weekday" timeZone={timeZone} />, {since}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {over.length === 0 ? null : (
        <Section title="Before">
          <Table
            caption="What you were asked before"
            captionUnseen
            rows={over}
            rowKey={({ id }) => id}
            none=""
            columns={[
              { head: 'Colleague', cell: ({ who }) => who },
              { head: 'Micro-credential', cell: ({ title }) => title },
              { head: 'Asked', cell: ({ askedAt }) => <Day at={askedAt} as="dayOfYear" timeZone={timeZone} /> },
              {
                head: 'How it ended',
                cell: ({ standing, endedAt }) => (
                  <>
                    {ENDED[standing]}
                    {endedAt === null ? null : (
                      <small>
                        <Day at={endedAt} as="dayOfYear" timeZone={timeZone} />
                      </small>
                    )}
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
    </div>
  )
}
