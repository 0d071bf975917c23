import type { ReactNode } from 'react'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { listWords, plural } from '../../../../ui/words/words.ts'
import type { CheckedView, Some } from './checked-view.ts'

/** The dry run of a CASE file, with the button that makes it true. */
export function Checked({ view }: { readonly view: CheckedView }) {
  const { id, over, name, publisher, edition, items, notes, top } = view
  return (
    <Section title="Checked, not added yet" id="checked">
      <Facts
        facts={[
          ['Title', name],
          ['Publisher', publisher],
          ['Version', edition],
          [
            'Items',
            <span key="items" className="num">
              {items.toLocaleString('en-GB')}
            </span>,
          ],
          ['What would happen', <Would key="would" view={view} />],
        ]}
      />
      {notes.length === 0 ? null : (
        <Note title="Worth knowing">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      {view.would === 'change' ? (
        <>
          <Lines title="Would be added" some={view.added} />
          <Lines title="Would be changed" some={view.changed} />
          <Lines title="Would be removed" some={view.removed} />
        </>
      ) : null}
      <Lines title="At the top of it" some={top} open />
      <form method="post" className="actions">
        <input type="hidden" name="check" value={id} />
        <input type="hidden" name="over" value={over} />
        {view.would === 'nothing' || view.would === 'taken' ? null : (
          <Button name="intent" value="add">
            {view.would === 'change' ? 'Change this edition' : 'Add this edition'}
          </Button>
        )}
        <Button variant="second" name="intent" value="discard">
          Throw the file away
        </Button>
      </form>
    </Section>
  )
}

function Would({ view }: { readonly view: CheckedView }): ReactNode {
  switch (view.would) {
    case 'nothing':
      return 'Nothing: this edition is here, word for word.'
    case 'new framework':
      return 'It becomes a new framework with this edition.'
    case 'new edition':
      return `It becomes a new edition of a framework that is here, beside ${listWords(view.beside)}.`
    case 'taken':
      return `It cannot be added: ${view.by} is here already, and came from elsewhere. Give this file another title or version.`
    case 'change': {
      const { added, changed, removed, moved, formerly } = view
      const parts = [
        formerly === null ? '' : `alignments name it ${formerly} until now, and will find it under its new title alone`,
        added.count === 0 ? '' : `${plural(added.count, 'item is', 'items are')} added`,
        changed.count === 0 ? '' : `${plural(changed.count, 'item is', 'items are')} changed`,
        removed.count === 0 ? '' : `${plural(removed.count, 'item is', 'items are')} removed`,
        moved ? 'the order is another' : '',
      ].filter((part) => part !== '')
      return `It changes the edition that is here: ${parts.length === 0 ? 'what is said of it as a whole' : listWords(parts)}. What is published already keeps its words.`
    }
  }
}

function Lines({ title, some, open }: { readonly title: string; readonly some: Some; readonly open?: boolean }) {
  const { count, first } = some
  if (count === 0) return null
  return (
    <details className="ruled prose" open={open ?? count <= 10}>
      <summary>
        {title}: {count.toLocaleString('en-GB')}
      </summary>
      <ul>
        {first.map(({ code, name, remark, uses }) => (
          <li key={code}>
            <span className="num">{code}</span> {name}
            {remark === undefined ? null : <span className="soft"> ({remark})</span>}
            {uses === undefined || uses === 0 ? null : (
              <b> {plural(uses, 'micro-credential is', 'micro-credentials are')} aligned to it.</b>
            )}
          </li>
        ))}
        {count > first.length ? <li>and {(count - first.length).toLocaleString('en-GB')} more</li> : null}
      </ul>
    </details>
  )
}
