import { Table } from '../../../ui/Table.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { BECAUSE, isReissueCause } from '../rules/issuing/reissue.ts'

export interface HistoryLine {
  readonly type: string
  readonly at: string
  /** Who did it; null for Mintmark itself */
  readonly by: string | null
  readonly reason: string | null
  readonly because: string | null
}

const SAYS: Readonly<Record<string, string>> = {
  'award.made': 'Awarded',
  'award.suspended': 'Suspended',
  'award.revoked': 'Revoked',
  'award.reinstated': 'Reinstated',
  'credential.issued': 'Credential signed',
  'credential.reissued': 'Credential replaced',
}

/** What happened to an award, the newest first. */
export function AwardHistory({
  lines,
  timeZone,
}: {
  readonly lines: readonly HistoryLine[]
  readonly timeZone: string
}) {
  return (
    <Table
      caption="What happened to this award"
      captionUnseen
      rows={lines.filter(({ type }) => SAYS[type] !== undefined)}
      rowKey={({ type, at }) => `${type} ${at}`}
      none="Nothing yet."
      columns={[
        { head: 'When', cell: ({ at }) => <Day at={at} timeZone={timeZone} /> },
        {
          head: 'What',
          cell: ({ type, by, reason, because }) => (
            <>
              {SAYS[type]}
              {by === null ? null : ` by ${by}`}
              {reason === null ? null : <small>{reason}</small>}
              {isReissueCause(because) ? <small>{BECAUSE[because]}.</small> : null}
            </>
          ),
        },
      ]}
    />
  )
}
