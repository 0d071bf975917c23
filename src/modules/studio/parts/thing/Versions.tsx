import { Button } from '../../../../ui/forms/Button.tsx'
import { Select } from '../../../../ui/forms/Field.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import type { Change } from '../../rules/diff/diff.ts'
import { DiffInTwo } from '../Diff.tsx'

export interface VersionRow {
  readonly number: number
  readonly version: string
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
  readonly reviewedBy: string | null
  readonly unreviewedBecause: string | null
  readonly changeNote: string
  readonly underWay: number
}

interface Props {
  readonly versions: readonly VersionRow[]
  readonly timeZone: string
  /** Whether people can be at work on it */
  readonly countsPeople: boolean
}

/** Every version that was published, the newest first: when, by whom, and what it changed. */
export function Versions({ versions, timeZone, countsPeople }: Props) {
  return (
    <Table
      caption="Versions"
      captionUnseen
      rows={versions}
      rowKey={({ number }) => String(number)}
      none="Nothing is published yet."
      columns={[
        { head: 'Version', cell: ({ number, version }) => `${number} (${version})` },
        {
          head: 'Published',
          cell: ({ publishedAt }) => (publishedAt === null ? '' : <Day at={publishedAt} timeZone={timeZone} />),
        },
        { head: 'By', cell: ({ publishedBy }) => publishedBy ?? 'From a file' },
        {
          head: 'Read before by',
          cell: ({ reviewedBy, unreviewedBecause }) =>
            reviewedBy ?? (unreviewedBecause === null ? '' : `Nobody: ${unreviewedBecause}`),
        },
        { head: 'What it changed', cell: ({ changeNote }) => <span className="typed">{changeNote}</span> },
        ...(countsPeople ? [{ head: 'Under way', figures: true, cell: ({ underWay }: VersionRow) => underWay }] : []),
      ]}
    />
  )
}

interface ComparisonProps {
  readonly compared: { readonly from: number; readonly to: number; readonly changes: readonly Change[] }
  readonly versions: readonly VersionRow[]
}

/** Any two versions beside each other. */
export function Comparison({ compared: { from, to, changes }, versions }: ComparisonProps) {
  const options = versions.map(({ number, version }) => ({ value: String(number), label: `${number} (${version})` }))
  return (
    <>
      <form method="get" action="#changes" className="filters line">
        <Select name="from" label="From version" options={options} defaultValue={String(from)} />
        <Select name="to" label="To version" options={options} defaultValue={String(to)} />
        <div className="actions">
          <Button variant="second">Compare</Button>
        </div>
      </form>
      <p>
        <b>
          From version {from} to version {to}:
        </b>
      </p>
      <DiffInTwo changes={changes} />
    </>
  )
}
