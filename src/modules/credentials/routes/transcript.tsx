import type { ReactNode } from 'react'
import { getPerson } from '../../people/queries/people.ts'
import { requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { plural } from '../../../ui/words/words.ts'
import { loadTranscript } from '../commands/export/transcript.ts'
import { choiceOf, type TranscriptRow } from '../rules/transcript/transcript.ts'
import type { Route } from './+types/transcript'

export const meta: Route.MetaFunction = () => [{ title: 'My transcript · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  const choice = choiceOf(new URL(request.url).searchParams.get('show'))
  const [transcript, person] = await Promise.all([
    loadTranscript(db, { personId: actor.personId, publicUrl: config.publicUrl, choice }),
    getPerson(db, actor.personId),
  ])
  return { ...transcript, name: person.name, timeZone: actor.timeZone, on: now().toISOString() }
}

export default function TranscriptPage({ loaderData: view }: Route.ComponentProps) {
  const { choice, groups, collections, hours, inForce, name, on, timeZone } = view
  const none = groups.length === 0 && collections.length === 0
  const query = choice === 'all' ? '?show=all' : ''
  return (
    <div className="stackgap">
      <PageHead
        kicker="My transcript"
        title={name}
        lead={
          <>
            {plural(inForce, 'micro-credential')} in force, <Hours hours={hours} words /> in all, as of{' '}
            <Day at={on} timeZone={timeZone} />.
          </>
        }
      >
        <p className="actions small">
          {choice === 'all' ? (
            <a href="/transcript">Show only what is in force</a>
          ) : (
            <a href="/transcript?show=all">Show what is suspended or revoked too</a>
          )}
          <a href={`/transcript.pdf${query}`} download>
            PDF, to print or send
          </a>
          <a href={`/transcript.json${query}`} download>
            For programs, JSON
          </a>
        </p>
      </PageHead>
      {none ? (
        <Empty
          title="Nothing earned yet"
          heading="h2"
          action={<LinkButton href="/catalogue">Choose a first micro-credential</LinkButton>}
        >
          What you earn stands here with its date, its hours and the address where anyone can check it.
        </Empty>
      ) : null}
      {groups.map((group) => (
        <Section title={group.title} key={group.title}>
          <Rows
            caption={`Micro-credentials of ${group.title}`}
            says={
              <>
                {plural(group.inForce, 'micro-credential')}, <Hours hours={group.hours} words />
              </>
            }
            rows={group.rows}
            timeZone={timeZone}
          />
        </Section>
      ))}
      {collections.length === 0 ? null : (
        <Section title="Stacks, badges and medallions">
          <Rows
            caption="Stacks, badges and medallions"
            says="Their hours are those of the micro-credentials above, and are not counted again."
            rows={collections}
            timeZone={timeZone}
          />
        </Section>
      )}
      <div className="no-print">
        <Section title="How it is read">
          <p>
            Anyone can check each award at its address, without an account. The file for programs is a W3C Verifiable
            Presentation with all the signed credentials in it. It is not signed by you, since you have no key here;
            each credential in it is signed by its issuer.
          </p>
        </Section>
      </div>
    </div>
  )
}

function Rows({
  caption,
  says,
  rows,
  timeZone,
}: {
  readonly caption: string
  readonly says: ReactNode
  readonly rows: readonly TranscriptRow[]
  readonly timeZone: string
}) {
  return (
    <>
      <p className="soft">{says}</p>
      <Table
        caption={caption}
        captionUnseen
        rows={rows}
        rowKey={({ id }) => id}
        none=""
        columns={[
          { head: 'Award', cell: ({ title }) => title },
          { head: 'Earned', cell: ({ awardedAt }) => <Day at={awardedAt} timeZone={timeZone} /> },
          { head: 'Hours', figures: true, cell: (row) => <Hours hours={row.hours} /> },
          { head: 'Issuer', cell: ({ issuer }) => issuer },
          { head: 'Standing', cell: (row) => <Standing row={row} timeZone={timeZone} /> },
          {
            head: 'Where to check it',
            cell: ({ address }) =>
              address === null ? (
                'It is being signed.'
              ) : (
                <a className="small number" href={address}>
                  {address.replace(/^https?:\/\//, '')}
                </a>
              ),
          },
        ]}
      />
    </>
  )
}

function Standing({ row: { state, changedAt, reason }, timeZone }: { row: TranscriptRow; timeZone: string }) {
  if (state === 'active') return 'In force'
  return (
    <>
      {state === 'suspended' ? 'Suspended' : 'Revoked'} <Day at={changedAt} timeZone={timeZone} />, not counted
      {reason === null ? null : `: ${reason}`}
    </>
  )
}
