import type { ReactNode } from 'react'

interface HeadProps {
  readonly title: ReactNode
  /** Where this is: "Your workspace · first attempt, begun 9 November" */
  readonly kicker?: ReactNode
  readonly lead?: ReactNode
  /** A page people work on: the title is smaller and leaves the room to the work */
  readonly work?: boolean
  /** What belongs to the head: actions, facts, the status line */
  readonly children?: ReactNode
}

/** The head of a page, with its only h1. */
export function PageHead({ title, kicker, lead, work = false, children }: HeadProps) {
  return (
    <div className={work ? 'pagehead stackgap worktop' : 'pagehead stackgap'}>
      <div>
        {kicker ? <p className="kicker">{kicker}</p> : null}
        <h1>{title}</h1>
      </div>
      {lead ? <p className="lead">{lead}</p> : null}
      {children}
    </div>
  )
}

/** A new subject under a double rule. `id` makes it a place to link to. */
export function Section({
  title,
  id,
  children,
}: {
  readonly title: ReactNode
  readonly id?: string
  readonly children: ReactNode
}) {
  return (
    <section className="subject oxford stackgap" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
