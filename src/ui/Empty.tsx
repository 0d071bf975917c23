import type { ReactNode } from 'react'

interface Props {
  /** "Your medal is still uncut" */
  readonly title: string
  /** One below the heading that it stands under */
  readonly heading?: 'h2' | 'h3'
  /** What will be here and how it comes to be */
  readonly children: ReactNode
  /** One button at most */
  readonly action?: ReactNode
  /** A silent drawing, not yet inked */
  readonly drawing?: ReactNode
}

/** Nothing here yet: says what will be, and how to begin. */
export function Empty({ title, heading: Heading = 'h3', children, action, drawing }: Props) {
  return (
    <div className="empty">
      {drawing}
      <div className="stackgap">
        <Heading>{title}</Heading>
        <p>{children}</p>
        {action ? <div className="actions">{action}</div> : null}
      </div>
    </div>
  )
}
