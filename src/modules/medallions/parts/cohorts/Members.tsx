import { Button } from '../../../../ui/forms/Button.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table, type Column } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import type { EnrolmentState } from '../../rules/answers.ts'

interface Member {
  readonly personId: string
  readonly name: string
  readonly school: string
  readonly state: EnrolmentState
  readonly offeredAt: Date
  readonly answeredAt: Date | null
  readonly putOffAt: Date | null
}

interface Props {
  readonly view: {
    readonly id: string
    readonly counts: { readonly all: number; readonly found: number }
    readonly search: string
    readonly page: number
    readonly pages: number
    readonly members: readonly Member[]
    readonly timeZone: string
  }
  /** Whether somebody may be taken out */
  readonly editable: boolean
}

const STATES = {
  offered: 'No answer yet',
  accepted: 'Accepted',
  declined: 'Declined',
  left: 'Left it',
} satisfies Record<EnrolmentState, string>

/** Who is in a cohort and what they answered; nothing of how they are doing. */
export function Members({ view, editable }: Props) {
  const { id, counts, search, page, pages, members, timeZone } = view
  const columns: Column<Member>[] = [
    {
      head: 'Educator',
      cell: ({ name, school }) => (
        <>
          {name}
          <small>{school}</small>
        </>
      ),
    },
    { head: 'Answer', cell: ({ state, putOffAt }) => (putOffAt === null ? STATES[state] : 'Not now') },
    { head: 'Asked', cell: ({ offeredAt }) => <Day at={offeredAt} as="dayOfYear" timeZone={timeZone} /> },
    {
      head: 'Answered',
      cell: ({ answeredAt }) =>
        answeredAt === null ? null : <Day at={answeredAt} as="dayOfYear" timeZone={timeZone} />,
    },
  ]
  const removal: Column<Member> = {
    head: <span className="unseen">Take out</span>,
    cell: ({ personId, name, state }) => (
      <form method="post">
        <button className="textbutton small" name="intent" value={`remove:${personId}`}>
          {state === 'offered' ? 'Take the offer back' : 'Take out'}
          <span className="unseen"> {name}</span>
        </button>
      </form>
    ),
  }
  return (
    <Section title="Members" id="members">
      {counts.all > 20 || search !== '' ? (
        <search>
          <form method="get" action="#members">
            <div className="field">
              <label htmlFor="q">Name</label>
              <div className="search">
                <input id="q" name="q" type="search" defaultValue={search} />
                <Button variant="second">Search</Button>
              </div>
            </div>
          </form>
        </search>
      ) : null}
      <Table
        caption={search === '' ? plural(counts.all, 'educator') : `${plural(counts.found, 'educator')} by “${search}”`}
        captionUnseen={search === ''}
        rows={members}
        rowKey={({ personId }) => personId}
        none={search === '' ? 'Nobody yet.' : 'Nobody here by this name.'}
        columns={editable ? [...columns, removal] : columns}
      />
      <Pager
        label="Pages of members"
        page={page}
        pages={pages}
        hrefOf={(to) => `/cohorts/${id}?${new URLSearchParams({ q: search, page: String(to) })}#members`}
      />
      {editable ? (
        <p className="small soft">
          Who is taken out after accepting keeps the medallion and goes on alone. Leaders see answers and awards, never
          what somebody wrote.
        </p>
      ) : null}
    </Section>
  )
}
