import { Button } from '../../../../ui/forms/Button.tsx'
import { RadioGroup, TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { listWords } from '../../../../ui/words/words.ts'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { LONGEST_QUESTION } from '../../rules/coaching/coaching.ts'
import { Said } from './Said.tsx'

interface AskProps {
  readonly coaching: {
    readonly coaches: readonly { readonly id: string; readonly name: string }[]
    readonly offered: boolean
    readonly open: { readonly coach: string; readonly askedAt: Date; readonly question: string } | null
    readonly answered: readonly { readonly id: string; readonly coach: string; readonly question: string }[]
    readonly whole: Parameters<typeof Said>[0]['said']
    readonly places: readonly {
      readonly id: string
      readonly coach: string
      readonly body: string
      readonly place: string
      readonly href: string
    }[]
  }
  readonly words: { readonly email: string; readonly question: string }
  readonly errorOf: (field: string) => string | undefined
  readonly timeZone: string
}

/** Asking a coach to read the draft first, and what came of it. */
export function AskCoach({ coaching, words, errorOf, timeZone }: AskProps) {
  const { open, answered, whole, places } = coaching
  return (
    <Section title="A second pair of eyes" id="coach">
      {answered.length === 0 ? null : (
        <>
          <p>
            {listWords([...new Set(answered.map(({ coach }) => coach))])} read your draft. Only you see what stands
            here.
          </p>
          <Said said={whole} />
          {places.map(({ id, place, href, body }) => (
            <div className="note" key={id}>
              <p>
                <b>
                  <a href={href}>{place}</a>
                </b>
              </p>
              <Paragraphs text={body} />
            </div>
          ))}
        </>
      )}
      {open === null ? <Ask {...{ coaching, words, errorOf }} /> : <Asked open={open} timeZone={timeZone} />}
    </Section>
  )
}

function Asked({ open, timeZone }: { open: NonNullable<AskProps['coaching']['open']>; timeZone: string }) {
  return (
    <>
      <Note title={`${open.coach} is asked to read this draft.`}>
        <p>
          On <Day at={open.askedAt} as="weekday" timeZone={timeZone} /> you asked:
        </p>
        <Paragraphs text={open.question} />
      </Note>
      <p className="soft">
        {open.coach} can read your words, links and files until there is an answer, or until you hand it in. You can go
        on writing meanwhile.
      </p>
      <form method="post">
        <Button variant="second" name="intent" value="unask">
          Take the question back
        </Button>
      </form>
    </>
  )
}

function Ask({ coaching: { coaches, offered, answered }, words, errorOf }: Omit<AskProps, 'timeZone'>) {
  const [only] = coaches
  const wrong = errorOf('question') !== undefined || errorOf('email') !== undefined || errorOf('coach') !== undefined
  const summary =
    answered.length > 0
      ? 'Ask once more'
      : only === undefined
        ? 'Ask a colleague to read it first'
        : 'Ask my coach to read it first'
  return (
    <>
      {offered ? (
        <p>Three tries are a good moment for this: somebody who reads the comments of your assessors with you.</p>
      ) : null}
      <details open={wrong || offered}>
        <summary>{summary}</summary>
        <form method="post" className="fields">
          <p className="soft">
            They read your draft beside the rubric and write to you. Nothing is scored, nobody else sees it, and they
            read no more once you hand it in.
          </p>
          {only === undefined ? (
            <TextField
              name="email"
              type="email"
              label="Their e-mail address"
              hint="Somebody in your district. You are in no cohort with a coach for this micro-credential."
              error={errorOf('email')}
              defaultValue={words.email}
              autoComplete="off"
            />
          ) : coaches.length === 1 ? (
            <input type="hidden" name="coach" value={only.id} />
          ) : (
            <RadioGroup
              name="coach"
              label="Which coach"
              error={errorOf('coach')}
              choices={coaches.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValue={only.id}
            />
          )}
          <TextArea
            name="question"
            label="What would you like to know?"
            hint="In your own words, such as “Does my second example show it?”"
            error={errorOf('question')}
            defaultValue={words.question}
            maxLength={LONGEST_QUESTION}
            rows={3}
          />
          <div className="actions">
            <Button variant="second" name="intent" value="ask">
              {coaches.length === 1 && only !== undefined ? `Ask ${only.name}` : 'Ask them'}
            </Button>
          </div>
        </form>
      </details>
    </>
  )
}
