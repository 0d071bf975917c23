import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { plural } from '../../../../ui/words/words.ts'

interface Props {
  readonly id: string
  /** Nothing is recorded yet */
  readonly ahead: boolean
  /** Each with its sentence, and how many rows it is said of */
  readonly problems: readonly { problem: string; says: string; rows: number }[]
  /** The one whose rows alone are shown */
  readonly chosen: string | null
  readonly rows: readonly {
    number: number
    email: string
    item: string
    day: string
    hours: string
    says: string
  }[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

/** The rows of a file that are not recorded: why, how many, and which. */
export function NotRecorded({ id, ahead, problems, chosen, rows, total, page, pages }: Props) {
  const to = (query: { problem: string | null; page?: number }) => {
    const { problem, page: there = 1 } = query
    const words = { ...(problem === null ? {} : { problem }), ...(there === 1 ? {} : { page: String(there) }) }
    return `?${new URLSearchParams(words).toString()}#rows`
  }
  const all = problems.reduce((sum, problem) => sum + problem.rows, 0)
  return (
    <Section title={`${plural(all, 'row')} ${ahead ? 'cannot be' : all === 1 ? 'was not' : 'were not'} recorded`}>
      <Table
        caption="Why"
        captionUnseen
        rows={problems}
        rowKey={({ problem }) => problem}
        none=""
        columns={[
          {
            head: 'Why',
            cell: ({ problem, says }) => (problem === chosen ? <b>{says}</b> : <a href={to({ problem })}>{says}</a>),
          },
          { head: 'Rows', figures: true, cell: (problem) => problem.rows.toLocaleString('en-GB') },
        ]}
      />
      <p>
        {problems.every(({ problem }) => problem === 'held')
          ? 'There is nothing to correct.'
          : 'Correct them in a file of their own, and check that one; a row that was recorded already does no harm in it.'}{' '}
        They are numbered as your spreadsheet does it: the names of the columns are row 1.
      </p>
      <div className="actions">
        <LinkButton variant="second" href={`/awards/bulk/${id}/refused.csv`}>
          Download the rows
        </LinkButton>
        {chosen === null ? null : <a href={to({ problem: null })}>Show all rows</a>}
      </div>
      <div id="rows">
        <Table
          caption={`${plural(total, 'row')}${pages > 1 ? `, page ${page} of ${pages}` : ''}`}
          rows={rows}
          rowKey={({ number }) => String(number)}
          none="There are no more rows."
          columns={[
            {
              head: 'Row',
              cell: ({ number, email }) => (
                <>
                  {number.toLocaleString('en-GB')}
                  <small>{email}</small>
                </>
              ),
            },
            { head: 'Why', cell: ({ says }) => says },
            { head: 'Micro-credential', cell: ({ item }) => item },
            { head: 'Date', cell: ({ day }) => day },
            { head: 'Hours', figures: true, cell: ({ hours }) => hours },
          ]}
        />
      </div>
      {pages > 1 ? (
        <nav aria-label="Pages" className="actions">
          {page > 1 ? <a href={to({ problem: chosen, page: page - 1 })}>Previous page</a> : null}
          {page < pages ? <a href={to({ problem: chosen, page: page + 1 })}>Next page</a> : null}
        </nav>
      ) : null}
    </Section>
  )
}
