import { Section } from '../../../../ui/Page.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures } from '../../../../ui/words/words.ts'

export interface FileRow {
  readonly id: string
  readonly fileName: string
  readonly place: string
  readonly by: string
  readonly state: 'read' | 'applied' | 'undone'
  readonly entries: Readonly<Record<string, number>>
  /** When it was last read, taken in or undone */
  readonly at: string
  readonly undoable: boolean
}

const STATES = { read: 'Read, nothing changed', applied: 'Taken in', undone: 'Undone' } as const
const COUNTS = [
  ['added', 'came'],
  ['changed', 'changed'],
  ['moved', 'moved'],
  ['leaving', 'left'],
  ['offered', 'were asked'],
] as const

/** The history of files: when, who, what, and which can still be undone. */
export function Files({ files, timeZone }: { readonly files: readonly FileRow[]; readonly timeZone: string }) {
  return (
    <Section title="Earlier files">
      <Table
        caption="Earlier files"
        captionUnseen
        rows={files}
        rowKey={({ id }) => id}
        none="None yet. Each file stays here with what it did, and the latest can be undone; its rows are forgotten after a month."
        columns={[
          {
            head: 'File',
            cell: ({ id, fileName, place }) => (
              <>
                <a href={`/people/import/${id}`}>{fileName}</a>
                <small>{place}</small>
              </>
            ),
          },
          {
            head: 'State',
            cell: ({ state, undoable }) => (
              <>
                {STATES[state]}
                {undoable ? <small>can be undone</small> : null}
              </>
            ),
          },
          {
            head: 'When',
            cell: ({ at, by }) => (
              <>
                <Day at={at} timeZone={timeZone} />
                <small>by {by}</small>
              </>
            ),
          },
          { head: 'What', cell: ({ entries, state }) => whatOf(entries, state === 'read') },
        ]}
      />
    </Section>
  )
}

function whatOf(entries: Readonly<Record<string, number>>, ahead: boolean): string {
  const counts = COUNTS.flatMap(([category, words]) => {
    const count = entries[category] ?? 0
    return count === 0 ? [] : [`${inFigures(count)} ${words}`]
  })
  const schools = entries['organisation'] ?? 0
  if (schools > 0) counts.push(`${inFigures(schools)} ${schools === 1 ? 'school' : 'schools'}`)
  return counts.length === 0 ? 'Nothing' : `${ahead ? 'Would be: ' : ''}${counts.join(', ')}`
}
