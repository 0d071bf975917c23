import { Button } from '../../../../ui/forms/Button.tsx'
import { TextField } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'

interface Props {
  readonly readers: readonly { readonly personId: string; readonly name: string; readonly askedAt: Date }[]
  /** now: somebody was just asked; before: they had been asked already */
  readonly asked: string | null
  readonly timeZone: string
  readonly wrong: { readonly says: string; readonly words: string } | null
}

/** Who was asked to read a draft, and asking one more: for those who design it. */
export function Readers({ readers, asked, timeZone, wrong }: Props) {
  return (
    <Section title="Who reads it" id="readers">
      {asked === 'now' ? <Note title="Asked. They get a letter with the way here." /> : null}
      {asked === 'before' ? <Note title="They were asked before, and still see the draft." /> : null}
      {readers.length === 0 ? (
        <p>Nobody was asked yet. A colleague who teaches sees what you no longer do.</p>
      ) : (
        <ul className="readers">
          {readers.map(({ personId, name, askedAt }) => (
            <li className="row" key={personId}>
              <span>
                {name}
                <span className="state">
                  Asked on <Day at={askedAt} timeZone={timeZone} />
                </span>
              </span>
              <form method="post">
                <input type="hidden" name="person" value={personId} />
                <button className="textbutton small" name="intent" value="dismiss">
                  Ask no more<span className="unseen">: {name}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" className="fields">
        <TextField
          name="email"
          type="email"
          label="Ask a colleague by e-mail address"
          hint="Somebody of your district or school. They see this draft, and nothing else."
          autoComplete="off"
          defaultValue={wrong?.words ?? ''}
          error={wrong?.says}
        />
        <div className="actions">
          <Button name="intent" value="ask" variant="second">
            Ask to read
          </Button>
        </div>
      </form>
    </Section>
  )
}
