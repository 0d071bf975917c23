import { useId, type ReactNode } from 'react'

export interface Column<Row> {
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Right-aligned figures */
  readonly figures?: boolean
}

interface Props<Row> {
  readonly caption: ReactNode
  /** The caption only for those who cannot see the heading right above the table */
  readonly captionUnseen?: boolean
  readonly hint?: ReactNode
  /** The first column names its row */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Said in place of rows when there are none */
  readonly none: ReactNode
}

/** Records in a region that scrolls sideways by keyboard too, so that a phone never squeezes them. */
export function Table<Row>({ caption, captionUnseen = false, hint, columns, rows, rowKey, none }: Props<Row>) {
  const captionId = useId()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-labelledby={captionId}>
      <table className="table">
        <caption>
          <span id={captionId} className={captionUnseen ? 'unseen' : undefined}>
            {caption}
          </span>
          {hint ? <span className="hint">{hint}</span> : null}
        </caption>
        <thead>
          <tr>
            {columns.map(({ head, figures }, i) => (
              <th key={i} scope="col" className={figures ? 'figure' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ cell, figures }, i) => {
                const className = figures ? 'figure' : undefined
                return i === 0 ? (
                  <th key={i} scope="row" className={className}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={i} className={className}>
                    {cell(row)}
                  </td>
                )
              })}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length}>{none}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
}
