import { schoolBands } from '../../rules/charts/schools.ts'
import {
  figureText,
  HEADS,
  MEASURES,
  orderText,
  type Measure,
  type Order,
  type SchoolRow,
} from '../../rules/progress/schools.ts'
import { Chart } from '../report/Chart.tsx'

interface Props {
  readonly rows: readonly SchoolRow[]
  readonly order: Order
  readonly of: string
}

/** Schools in the drawing, the first of the order; the table has them all */
const DRAWN = 12

/** Schools side by side. Each head is a link that puts them in its order, and back. */
export function SchoolTable({ rows, order, of }: Props) {
  const drawn: Measure = order.by === 'name' ? 'hours' : order.by
  const hrefOf = (by: Order['by']): string => {
    const down = order.by === by ? !order.down : by !== 'name'
    return `?${new URLSearchParams({ in: of, sort: orderText({ by, down }) }).toString()}`
  }
  const head = (by: Order['by'], words: string, place: number) => (
    <th
      key={by}
      scope="col"
      className={place === 0 ? undefined : 'figure'}
      aria-sort={order.by === by ? (order.down ? 'descending' : 'ascending') : undefined}
    >
      <a href={hrefOf(by)}>{words}</a>
      {order.by === by ? <span aria-hidden="true">{order.down ? ' ↓' : ' ↑'}</span> : null}
    </th>
  )
  const shown = rows.slice(0, DRAWN).flatMap((row, place) => {
    const value = row[drawn]
    return typeof value === 'number' ? [{ mark: String(place + 1), value }] : []
  })
  const table = (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label="Schools side by side">
      <table className="table schooltable">
        <caption className="unseen">Schools side by side</caption>
        <thead>
          <tr>
            {head('name', 'School', 0)}
            {MEASURES.map((measure, place) => head(measure, HEADS[measure], place + 1))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.id}>
              <th scope="row">
                <span className="soft num">{place + 1}.</span> {row.name}
              </th>
              {MEASURES.map((measure) => (
                <td key={measure} className="figure">
                  {typeof row[measure] === 'number' ? (
                    figureText(row[measure])
                  ) : (
                    <span className="soft">{figureText(row[measure])}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={MEASURES.length + 1}>Nobody works here as an educator yet.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
  // Of one school, or of nothing but zeros, there is nothing to compare.
  if (shown.length < 2 || shown.every(({ value }) => value === 0)) return table
  return (
    <Chart svg={schoolBands(shown, HEADS[drawn])} wide>
      <p className="small soft">
        {HEADS[drawn]}: {rows.length > DRAWN ? `the first ${DRAWN} of the table` : 'the schools of the table'}, by their
        numbers in it.
      </p>
      {table}
    </Chart>
  )
}
