import { Section } from '../../../../ui/Page.tsx'
import { Table, type Column } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import { medianOf, ruler } from '../../rules/charts/charts.ts'
import type { Report, ReportMedallion, ReportSchool } from '../../rules/report/report.ts'
import { HIDDEN, WHY_HIDDEN } from '../../rules/report/words.ts'
import { Chart } from './Chart.tsx'

const counted = (head: string, of: (row: ReportMedallion) => number): Column<ReportMedallion> => ({
  head,
  figures: true,
  cell: (row) => inFigures(of(row)),
})

/** How many people take part in each medallion, and have it. */
export function Medallions({ rows }: { readonly rows: readonly ReportMedallion[] }) {
  return (
    <Section title="Medallions">
      <Table
        caption="Medallions"
        captionUnseen
        rows={rows}
        rowKey={({ id }) => id}
        none="There is no medallion yet. Under “Medallions” you can design one and launch it."
        columns={[
          {
            head: 'Medallion',
            cell: ({ title, whose }) => (
              <>
                {title}
                {whose === null ? null : <small>{whose}</small>}
              </>
            ),
          },
          counted('Take part', ({ takingPart }) => takingPart),
          counted('Nothing begun', ({ notBegun }) => notBegun),
          counted('Have it', ({ holding }) => holding),
          counted('Earned in this time', ({ earned }) => earned),
        ]}
      />
    </Section>
  )
}

const told = (head: string, of: (row: ReportSchool) => number | null): Column<ReportSchool> => ({
  head,
  figures: true,
  cell: (row) => {
    const value = of(row)
    return value === null ? <span className="soft">{HIDDEN}</span> : inFigures(Math.round(value * 10) / 10)
  },
})

/** The schools side by side, without what is about too few people. */
export function Schools({ rows }: { readonly rows: readonly ReportSchool[] }) {
  const each = rows.flatMap(({ hoursEach }) => hoursEach ?? [])
  const table = (
    <Table
      caption="Schools"
      captionUnseen
      rows={rows}
      rowKey={({ id }) => id}
      none="Nobody works at any school here yet."
      columns={[
        { head: 'School', cell: ({ name }) => name },
        told('Educators', ({ educators }) => educators),
        told('Take part', ({ takingPart }) => takingPart),
        told('Micro-credentials', ({ awards }) => awards),
        told('Hours', ({ hours }) => hours),
        told('Hours each', ({ hoursEach }) => hoursEach),
      ]}
    />
  )
  return (
    <Section title="Schools">
      {each.length > 2 ? (
        <Chart svg={ruler(each, medianOf(each))} wide>
          {table}
        </Chart>
      ) : (
        table
      )}
      <p className="small soft">{WHY_HIDDEN}</p>
    </Section>
  )
}

/** The only people whom a report names: they let everybody find what they earned. */
export function SharedCredentials({ report: { shared, moreShared } }: { readonly report: Report }) {
  if (shared.length === 0) return null
  return (
    <Section title="Who shares what they earned">
      <p className="soft">
        These educators let everybody find their credential. Nobody else is named in this report.
        {moreShared ? ' There are more than are listed here.' : null}
      </p>
      <ul className="sharedlist">
        {shared.map(({ credentialId, name, title, awardedAt }) => (
          <li key={credentialId}>
            <a href={`/credentials/${credentialId}`}>{name}</a>, {title}, <Day at={awardedAt} timeZone="UTC" />
          </li>
        ))}
      </ul>
    </Section>
  )
}
