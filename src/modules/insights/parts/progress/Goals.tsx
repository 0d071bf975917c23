import { Table } from '../../../../ui/Table.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import { bands } from '../../rules/charts/charts.ts'
import type { GoalTable } from '../../rules/progress/goals.ts'
import { Chart } from '../report/Chart.tsx'

/** How the goals of the mission are covered by what was earned, quarter by quarter. */
export function Goals({ table: { quarters, goals } }: { readonly table: GoalTable }) {
  const table = (
    <Table
      caption="Micro-credentials earned for each goal, by quarter"
      rows={goals.map((goal, place) => ({ ...goal, mark: String(place + 1) }))}
      rowKey={({ mark }) => mark}
      none="The medallion names no goal."
      columns={[
        {
          head: 'Goal',
          cell: ({ mark, name }) => (
            <>
              {mark}. {name}
            </>
          ),
        },
        ...quarters.map(({ name }, place) => ({
          head: name,
          figures: true,
          cell: ({ counts }: { counts: number[] }) => inFigures(counts[place] ?? 0),
        })),
        { head: 'Altogether', figures: true, cell: ({ all }) => inFigures(all) },
      ]}
    />
  )
  if (goals.every(({ all }) => all === 0)) return table
  const rows = goals.map(({ all }, place) => ({ mark: String(place + 1), value: all, ink: null }))
  return (
    <Chart svg={bands(rows, 'Micro-credentials earned for each goal')} wide>
      {table}
    </Chart>
  )
}
