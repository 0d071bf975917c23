import { Button } from '../../../../ui/forms/Button.tsx'
import { Checkbox } from '../../../../ui/forms/Field.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { plural } from '../../../../ui/words/words.ts'

interface Props {
  /** Awards that can be made */
  readonly planned: number
  /** Rows that can be made good */
  readonly toCorrect: number
  readonly people: number
  /** Those of them who never signed in by mail */
  readonly unseen: number
  readonly issuer: string
  readonly wrong: string | undefined
}

/** What will happen when a checked file is recorded, and the button for it; or that nothing of it can be. */
export function Record({ planned, toCorrect, people, unseen, issuer, wrong }: Props) {
  const awards = plural(planned, 'award')
  return (
    <Section title={planned === 0 ? 'Nothing to record' : `Record ${awards}`}>
      {planned === 0 ? (
        <p>
          {toCorrect === 0
            ? 'Everything in this file is held already by the people it names.'
            : 'No row of this file can be recorded. See below why, and check a corrected copy.'}
        </p>
      ) : (
        <>
          <Facts
            facts={[
              [
                'Credentials',
                `${plural(planned, 'credential is', 'credentials are')} signed for ${plural(people, 'person', 'people')}, each with the day and the hours of its row.`,
              ],
              [
                'What each says',
                `“Recorded by the registrar of ${issuer}”: nobody takes it for one that was assessed here.`,
              ],
              ['Stacks and badge', 'Awarded as well, where they become complete by it.'],
              ['Letters', 'None. People find their credentials when they sign in.'],
              ['Undoing it', 'Not possible. What turns out to be wrong can be revoked in the register, one by one.'],
              [
                'New here',
                unseen === 0
                  ? null
                  : `${plural(unseen, 'person', 'people')} never signed in by mail, so nobody has shown yet that the address is right.`,
              ],
            ]}
          />
          <form method="post" className="fields">
            <input type="hidden" name="intent" value="start" />
            <Checkbox
              name="sure"
              value="yes"
              label={`Yes, ${people === 1 ? 'this person' : 'these people'} earned ${planned === 1 ? 'this' : 'all of this'}`}
              error={wrong}
            />
            <div className="actions">
              <Button>Record {awards}</Button>
              <Button form="discard" variant="second">
                Throw this file away
              </Button>
            </div>
          </form>
        </>
      )}
      <form method="post" id="discard">
        <input type="hidden" name="intent" value="discard" />
        {planned === 0 ? <Button>Throw this file away</Button> : null}
      </form>
    </Section>
  )
}
