import { useEffect, useRef, type ReactNode } from 'react'
import { fieldId } from './field-id.ts'

/** `field` is the name of a control of this page, `href` any other place to go to. */
export interface Problem {
  readonly message: string
  readonly field?: string | undefined
  readonly href?: string | undefined
}

interface Props {
  /** What happened: "Not submitted yet: two things are missing" */
  readonly title: string
  /** What was kept: "Everything you wrote is saved." */
  readonly kept: ReactNode
  readonly problems: readonly Problem[]
}

/**
 * Stands above the form and takes the focus when the page comes back with a refusal: by `autofocus` when the server
 * sends a whole page, by an effect when script redraws it. Draws nothing without a problem.
 */
export function ErrorSummary({ title, kept, problems }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) box.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- nobody who just submitted should look for what went wrong
    <div className="summary" role="alert" tabIndex={-1} ref={box} autoFocus>
      <h2>{title}</h2>
      <p>{kept}</p>
      <ul className="check">
        {problems.map(({ message, field, href }) => {
          const to = href ?? (field === undefined ? undefined : `#${fieldId(field)}`)
          return (
            <li key={`${to ?? ''} ${message}`} className="no">
              {to === undefined ? message : <a href={to}>{message}</a>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
