import type { ReactNode } from 'react'

export interface Check {
  readonly done: boolean
  readonly what: ReactNode
}

/** What is there and what is missing. The mark is spoken too, before the words. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className="check">
      {checks.map(({ done, what }, i) => (
        <li key={i} className={done ? 'yes' : 'no'}>
          <span className="unseen">{done ? 'Done: ' : 'Missing: '}</span>
          {what}
        </li>
      ))}
    </ul>
  )
}
