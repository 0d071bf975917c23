import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'

interface Props {
  readonly id: string
  /** Nothing is changed yet */
  readonly ahead: boolean
  /** How many concern the whole file, and how many a row each */
  readonly whole: number
  readonly rows: number
  readonly page: number
  readonly pages: number
  readonly list: readonly {
    readonly number: number
    readonly file: string
    readonly line: number
    readonly says: string
  }[]
}

/** What is wrong with a file, where, and what to do about it. */
export function Faults({ id, ahead, whole, rows, page, pages, list }: Props) {
  return (
    <Section
      title={
        whole > 0
          ? 'This file cannot be taken in yet'
          : `${plural(rows, 'row')} ${ahead ? 'cannot be read' : rows === 1 ? 'was left out' : 'were left out'}`
      }
      id="faults"
    >
      <p>
        {whole > 0
          ? 'What is wrong concerns all of it. Mend the file where it comes from, and read it again; nothing was changed.'
          : `Mend them where they come from and read the file again${ahead ? ', or leave them out' : ''}: whoever has such a row ${ahead ? 'stays as they are' : 'stayed as they were'}.`}
      </p>
      <Table
        caption="What is wrong"
        captionUnseen
        rows={list}
        rowKey={({ number }) => String(number)}
        none="There are no more."
        columns={[
          {
            head: 'Where',
            cell: ({ file, line }) =>
              [file, line === 0 ? '' : `line ${inFigures(line)}`].filter((part) => part !== '').join(', ') ||
              'the file',
          },
          { head: 'What is wrong', cell: ({ says }) => says },
        ]}
      />
      <Pager label="Pages of faults" page={page} pages={pages} hrefOf={(there) => `?faults=${there}#faults`} />
      <div className="actions">
        <LinkButton variant="second" href={`/people/import/${id}/problems.csv`}>
          Download the list
        </LinkButton>
        <a href="/people/import">Read another file</a>
      </div>
    </Section>
  )
}
