import { Day } from '../../../../ui/words/Day.tsx'

interface Props {
  readonly rows: readonly {
    readonly id: string
    readonly medallionId: string | null
    readonly title: string
    readonly organisation: string
    /** null: the reader of this page */
    readonly savedBy: string | null
    readonly savedAt: Date
  }[]
  /** What of a draft its row leads to: '' the designer, '/read' what a colleague sees */
  readonly to: '' | '/read'
  readonly timeZone: string
}

export const DraftRows = ({ rows, to, timeZone }: Props) => (
  <ul className="drafts">
    {rows.map(({ id, medallionId, title, organisation, savedBy, savedAt }) => (
      <li className="row" key={id}>
        <a href={`/design/${id}${to}`}>
          {title || 'A new medallion'}
          <span className="state">
            {organisation} · {medallionId === null ? 'new' : 'the next version'} · saved by {savedBy ?? 'you'} on{' '}
            <Day at={savedAt} as="dayAndTime" timeZone={timeZone} />
          </span>
        </a>
      </li>
    ))}
  </ul>
)
