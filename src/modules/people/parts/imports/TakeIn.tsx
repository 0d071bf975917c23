import { Button } from '../../../../ui/forms/Button.tsx'
import { Checkbox } from '../../../../ui/forms/Field.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { Discard } from './Discard.tsx'

interface Props {
  readonly digest: string
  readonly counts: Readonly<Record<string, number>>
  /** Rows that cannot be read */
  readonly rows: number
  readonly whole: boolean
  readonly welcome: boolean
  readonly wrong: string | undefined
}

/** Says that a file is taken in all together or not at all, and asks for the word; or that there is nothing to do. */
export function TakeIn({ digest, counts, rows, whole, welcome, wrong }: Props) {
  const { kept = 0, added = 0, leaving = 0, offered = 0 } = counts
  const doing = Object.values(counts).reduce((sum, count) => sum + count, 0) - kept
  if (doing === 0)
    return (
      <Section title="Nothing to do">
        <p>
          {rows > 0
            ? 'No row that can be read changes anything.'
            : 'Everybody in this file is here already, just as it says.'}
        </p>
        <Discard shown />
      </Section>
    )
  return (
    <Section title="Take this file in">
      <p>
        All of it happens together, or nothing does, and it can be undone until the next file is taken in.{' '}
        {leaving > 0
          ? `${plural(leaving, 'person loses', 'people lose')} the roles that an earlier file gave them; what they earned stays theirs. `
          : whole
            ? 'Nobody leaves. '
            : ''}
        {offered > 0
          ? `${plural(offered, 'person', 'people')} of another district ${offered === 1 ? 'gets' : 'get'} a letter and ${offered === 1 ? 'says' : 'say'} themselves whether they move.`
          : ''}
      </p>
      <form method="post" className="fields">
        <input type="hidden" name="intent" value="take in" />
        <input type="hidden" name="digest" value={digest} />
        {rows === 0 ? null : (
          <Checkbox
            name="withoutRows"
            value="yes"
            label={`Leave out the ${rows === 1 ? 'row' : plural(rows, 'row')} that cannot be read`}
            hint={<a href="#faults">Which these are</a>}
            error={wrong}
          />
        )}
        {added === 0 ? null : (
          <Checkbox
            name="welcome"
            value="yes"
            label={`Send a welcome letter to ${added === 1 ? 'the one who comes' : `the ${plural(added, 'person', 'people')} who come`}`}
            hint="Without it nobody is told; they sign in with their address whenever you ask them to."
            defaultChecked={welcome}
          />
        )}
        <div className="actions">
          <Button>Take in</Button>
          <Button form="discard" variant="second">
            Throw this file away
          </Button>
        </div>
      </form>
      <Discard />
    </Section>
  )
}
