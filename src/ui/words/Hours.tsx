import { hoursInWords, hoursRange, shortHours } from './words.ts'

interface Props {
  readonly hours: number
  /** The other end of a range: "1 to 2 hours" */
  readonly to?: number
  /** In a sentence: "1½ hours" instead of "1½ h" */
  readonly words?: boolean
}

/** Hours with their unit; the short form is spoken in full. */
export function Hours({ hours, to, words = false }: Props) {
  if (to !== undefined) return <span className="num">{hoursRange(hours, to)}</span>
  if (words) return <span className="num">{hoursInWords(hours)}</span>
  return (
    <span className="num">
      <span aria-hidden="true">{shortHours(hours)}</span>
      <span className="unseen">{hoursInWords(hours)}</span>
    </span>
  )
}
