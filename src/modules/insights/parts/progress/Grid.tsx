import { Seal } from '../../../../ui/Seal.tsx'
import type { Inking } from '../../rules/progress/standing.ts'

type Cell = { inking: Inking; says: string; href: string | null } | null

interface Props {
  readonly view: {
    columns: readonly { slug: string; title: string }[]
    seals: readonly Record<Inking, string>[]
    rows: readonly {
      id: string
      name: string
      school: string
      stuck: boolean
      help: { says: string } | null
      cells: readonly Cell[]
      earned: number
      needed: number
      active: string
    }[]
  }
}

/** People by picks, drawn as far as each is; the words of a drawing are there for a screen reader. */
export function Grid({ view: { columns, seals, rows } }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label="Progress by person">
      <table className="grid">
        <caption className="soft small">
          Hairline: not started. Half inked: in progress. Struck: earned. Scores and evidence stay with the educator; a
          line under a seal leads to what they share.
        </caption>
        <thead>
          <tr>
            <th scope="col">Educator</th>
            {columns.map(({ slug, title }) => (
              <th key={slug} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">Earned</th>
            <th scope="col">Last active</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, school, stuck, help, cells, earned, needed, active }) => (
            <tr key={id} className={stuck ? 'stuck' : undefined}>
              <th scope="row">
                {name}
                <small>{school}</small>
                {stuck ? <span className="unseen">May need you: {help?.says}</span> : null}
              </th>
              {cells.map((cell, place) => (
                <td key={columns[place]?.slug}>
                  {cell === null ? (
                    <span className="unseen">Not asked for</span>
                  ) : (
                    <Picture cell={cell} svg={seals[place]?.[cell.inking] ?? ''} />
                  )}
                </td>
              ))}
              <td className="small num">
                {earned} of {needed}
              </td>
              <td className="small">{active}</td>
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length + 3}>Nobody fits this search.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
}

function Picture({ cell: { says, href }, svg }: { readonly cell: NonNullable<Cell>; readonly svg: string }) {
  const drawn = (
    <>
      <Seal svg={svg} />
      <span className="unseen">{says}</span>
    </>
  )
  return href === null ? (
    <span title={says}>{drawn}</span>
  ) : (
    <a className="sharedseal" href={href} title={says}>
      {drawn}
    </a>
  )
}
