import { Button } from '../../../ui/forms/Button.tsx'

/**
 * The form by which an educator takes up a medallion of their own school or district. It works on a public page, which
 * knows nobody: who is not signed in is asked to, and who may not is told so.
 */
export function TakeUp({ medallionId }: { medallionId: string }) {
  return (
    <form method="post" action="/medallions/answer" className="actions">
      <input type="hidden" name="medallion" value={medallionId} />
      <Button name="answer" value="take_up">
        Take up this medallion
      </Button>
      <span className="hint">For educators of this school or district, signed in.</span>
    </form>
  )
}
