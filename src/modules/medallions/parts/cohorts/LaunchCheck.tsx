import { Facts } from '../../../../ui/Facts.tsx'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { KeptWords } from './KeptWords.tsx'
import { Sorted, type SortedView } from './Sorted.tsx'

interface Props {
  readonly words: {
    readonly cohortId: string
    readonly name: string
    readonly starts: string
    readonly ends: string
    readonly coach: string
    readonly together: string
    readonly welcome: string
    readonly link: boolean
    readonly schools: readonly string[]
    readonly people: readonly string[]
    readonly list: string
    readonly again: boolean
    readonly confirm: readonly string[]
  }
  readonly check: {
    readonly sorted: SortedView
    readonly coach: string | null
    readonly together: string | null
    readonly letter: { readonly to: string; readonly text: string } | null
  }
  readonly organisation: string
}

/** What a launch would do, with the buttons that do it or go back; every word goes along. */
export function LaunchCheck({ words, check, organisation }: Props) {
  const { sorted, coach, together, letter } = check
  const asked = sorted.offered.count
  return (
    <form method="post" encType="multipart/form-data" className="cohort-form stackgap">
      <KeptWords
        words={{
          cohort: words.cohortId,
          name: words.name,
          starts: words.starts,
          ends: words.ends,
          coach: words.coach,
          together: words.together,
          welcome: words.welcome,
          link: words.link ? 'on' : null,
          list: words.list,
          again: words.again ? 'on' : null,
          school: words.schools,
          person: words.people,
        }}
      />
      <Facts
        facts={[
          ['From', <Day key="from" at={words.starts} timeZone="UTC" />],
          ['To', <Day key="to" at={words.ends} timeZone="UTC" />],
          ['Coach', coach ?? 'Nobody yet'],
          ['Together first', together],
          ['Invitation link', words.link ? 'Yes' : null],
        ]}
      />
      <Section title="Who">
        <Sorted sorted={sorted} organisation={organisation} confirm={words.confirm} />
      </Section>
      <Section title="The letter">
        {letter === null ? (
          <p>No letter is sent. Educators find the offer on their medal page.</p>
        ) : (
          <>
            <p className="soft">As {letter.to} reads it:</p>
            <div className="letter typed">{letter.text}</div>
          </>
        )}
      </Section>
      <div className="actions ruled">
        <Button name="intent" value="launch">
          {asked === 0 ? 'Launch it' : `Launch it: ask ${plural(asked, 'educator')}`}
        </Button>
        <Button variant="second" name="intent" value="change">
          Change something
        </Button>
      </div>
    </form>
  )
}
