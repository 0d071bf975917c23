import { Hours } from '../../../../ui/words/Hours.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import { Section } from '../../../../ui/Page.tsx'
import { Table, type Column } from '../../../../ui/Table.tsx'
import { bands, columns } from '../../rules/charts/charts.ts'
import type { Amount, Report } from '../../rules/report/report.ts'
import { Chart } from './Chart.tsx'

const EARNED: Column<Amount>[] = [
  { head: 'Micro-credentials', figures: true, cell: ({ awards }) => inFigures(awards) },
  { head: 'Hours', figures: true, cell: ({ hours }) => <Hours hours={hours} /> },
]

/** What was earned in a report's time: for each goal, in each stack, and from one piece of the time to the next. */
export function Earnings({ report: { goals, stacks, overTime } }: { readonly report: Report }) {
  const ofGoals = goals.map(({ awards }, place) => ({ mark: String(place + 1), value: awards, ink: null }))
  const ofStacks = stacks.map(({ numeral, awards, ink }) => ({ mark: numeral, value: awards, ink }))
  const pieces = overTime.map(({ awards, short }) => ({ value: awards, short }))
  return (
    <>
      {goals.length === 0 ? null : (
        <Section title="Earned for each goal">
          <Chart svg={bands(ofGoals, 'Micro-credentials earned for each goal')}>
            <Table
              caption="Goals"
              captionUnseen
              rows={goals.map((goal, place) => ({ ...goal, place: place + 1 }))}
              rowKey={({ id }) => id}
              none=""
              columns={[{ head: 'Goal', cell: ({ place, name }) => `${place}. ${name}` }, ...EARNED]}
            />
          </Chart>
          <p className="small soft">
            What serves two goals counts for both, so the goals may add up to more than the whole.
          </p>
        </Section>
      )}
      {stacks.length === 0 ? null : (
        <Section title="Earned in each stack">
          <Chart svg={bands(ofStacks, 'Micro-credentials earned in each stack')}>
            <Table
              caption="Stacks"
              captionUnseen
              rows={stacks}
              rowKey={({ id }) => id}
              none=""
              columns={[{ head: 'Stack', cell: ({ numeral, title }) => `${numeral}. ${title}` }, ...EARNED]}
            />
          </Chart>
        </Section>
      )}
      <Section title="Over time">
        <Chart svg={columns(pieces)}>
          <Table
            caption="Over time"
            captionUnseen
            rows={overTime}
            rowKey={({ name }) => name}
            none=""
            columns={[{ head: 'Time', cell: ({ name }) => name }, ...EARNED]}
          />
        </Chart>
      </Section>
    </>
  )
}
