import { Button } from '../../../../ui/forms/Button.tsx'
import { RadioGroup, TextArea } from '../../../../ui/forms/Field.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { listWords } from '../../../../ui/words/words.ts'

export type Sent = {
  id: string
  organisation: string
  medallion: string | null
  every: 'month' | 'quarter'
  nextOn: string
  readers: readonly string[]
}

interface Props {
  readonly sent: readonly Sent[]
  /** What the report on the page is about */
  readonly organisation: { readonly id: string; readonly name: string }
  readonly medallion: { readonly id: string; readonly title: string } | null
  readonly said: string | null
  readonly wrong: string | undefined
  readonly words: { readonly every: string; readonly addresses: string }
}

/** Reports that go out by themselves, each with a way to stop it, and a form for the one on the page. */
export function ByMail({ sent, organisation, medallion, said, wrong, words }: Props) {
  return (
    <div className="no-print" id="by-mail">
      <Section title="By mail">
        {said === null ? null : (
          <p>
            <output>{said}</output>
          </p>
        )}
        {sent.length === 0 ? (
          <p>No report is sent to you yet.</p>
        ) : (
          <ul className="sentlist">
            {sent.map((each) => (
              <li key={each.id}>
                <p>
                  <b>{each.organisation}</b>, {each.medallion ?? 'all medallions'}: every {each.every}, next{' '}
                  <Day at={each.nextOn} timeZone="UTC" />
                  {each.readers.length === 0 ? null : `, also to ${listWords(each.readers)}`}.
                </p>
                <form method="post">
                  <input type="hidden" name="intent" value="stop" />
                  <input type="hidden" name="id" value={each.id} />
                  <Button variant="second">Stop sending it</Button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <h3>Have this report sent</h3>
        <p className="soft">
          {organisation.name}, {medallion?.title ?? 'all medallions'}: at the beginning of a month or a quarter you get
          the report of the one before, with the PDF attached. It stops when you no longer lead here.
        </p>
        <form method="post" className="stackgap">
          <input type="hidden" name="intent" value="send" />
          <input type="hidden" name="of" value={organisation.id} />
          <input type="hidden" name="medallion" value={medallion?.id ?? ''} />
          <RadioGroup
            name="every"
            label="How often"
            inline
            defaultValue={words.every}
            choices={[
              { value: 'month', label: 'Every month' },
              { value: 'quarter', label: 'Every quarter' },
            ]}
          />
          <TextArea
            name="addresses"
            label="Also to"
            optional
            rows={3}
            hint="E-mail addresses of people in your organisation, one a line. They get the PDF; no educator is named in it who does not share a credential."
            defaultValue={words.addresses}
            error={wrong}
          />
          <Button variant="second">Send it to me by mail</Button>
        </form>
      </Section>
    </div>
  )
}
