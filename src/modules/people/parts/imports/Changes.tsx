import { Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { inFigures } from '../../../../ui/words/words.ts'

interface Props {
  /** Nothing is changed yet */
  readonly ahead: boolean
  readonly categories: readonly { readonly name: string; readonly count: number }[]
  readonly category: string
  readonly page: number
  readonly pages: number
  readonly entries: readonly {
    readonly number: number
    readonly name: string
    readonly email: string
    readonly line: number
    readonly says: readonly string[]
  }[]
}

const CALLED: Record<string, readonly [tab: string, title: string]> = {
  organisation: ['Schools', 'Schools that are new, renamed or moved'],
  added: ['Come', 'People who come'],
  changed: ['Change', 'People of whom something changes'],
  moved: ['Move', 'People who move to another school'],
  leaving: ['Leave', 'People who leave: what they earned stays theirs'],
  offered: ['Are asked', 'People of another district, who are asked and say themselves whether they move'],
  kept: ['Keep', 'People who keep what is theirs, whatever the file says'],
}
const calledOf = (category: string): readonly [string, string] => CALLED[category] ?? [category, category]

/** What a file would do, or did, to whom: one kind at a time, a page at a time. */
export function Changes({ ahead, categories, category, page, pages, entries }: Props) {
  const to = (show: string, there: number) => `?show=${show}${there > 1 ? `&page=${there}` : ''}#changes`
  return (
    <Section title={ahead ? 'What would happen' : 'What it did'} id="changes">
      <nav aria-label="Kinds of change" className="choices">
        {categories.map(({ name, count }) => {
          const words = (
            <>
              {calledOf(name)[0]}&nbsp;<span className="count">{inFigures(count)}</span>
            </>
          )
          return name === category ? (
            <b key={name} aria-current="page">
              {words}
            </b>
          ) : (
            <a key={name} href={to(name, 1)}>
              {words}
            </a>
          )
        })}
      </nav>
      <Table
        caption={calledOf(category)[1]}
        rows={entries}
        rowKey={({ number }) => String(number)}
        none="There are no more."
        columns={[
          {
            head: category === 'organisation' ? 'School' : 'Person',
            cell: ({ name, email, line }) => (
              <>
                {name}
                {email === '' ? null : <small>{email}</small>}
                {line === 0 ? null : <small>line {inFigures(line)}</small>}
              </>
            ),
          },
          {
            head: 'What',
            cell: ({ says }) => (says.length === 1 ? says[0] : <Several says={says} />),
          },
        ]}
      />
      <Pager label="Pages of changes" page={page} pages={pages} hrefOf={(there) => to(category, there)} />
    </Section>
  )
}

function Several({ says }: { readonly says: readonly string[] }) {
  return (
    <ul>
      {says.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
