/** Something stands in the way of starting. The message is a sentence for the operator, never a stack. */
export class StartError extends Error {
  override name = 'StartError'
}
