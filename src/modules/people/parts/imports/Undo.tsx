import { Button } from '../../../../ui/forms/Button.tsx'
import { Section } from '../../../../ui/Page.tsx'

/** The way back, until the next file is taken in. */
export function Undo({ source }: { readonly source: string }) {
  return (
    <Section title="Undo this file">
      <p>
        Roles, schools, names and addresses become what they were, and {source} is remembered as it was. What somebody
        changed by hand since stays, and so do new people who have been here since; the page then lists them. It is
        possible until the next file is taken in.
      </p>
      <form method="post">
        <Button name="intent" value="undo" variant="danger">
          Undo this file
        </Button>
      </form>
    </Section>
  )
}
