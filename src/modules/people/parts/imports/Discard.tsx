import { Button } from '../../../../ui/forms/Button.tsx'

/** The form that throws a file away; `shown` with its button, else for a button that stands elsewhere. */
export function Discard({ shown = false }: { readonly shown?: boolean }) {
  return (
    <form method="post" id="discard">
      <input type="hidden" name="intent" value="discard" />
      {shown ? <Button variant="second">Throw this file away</Button> : null}
    </form>
  )
}
