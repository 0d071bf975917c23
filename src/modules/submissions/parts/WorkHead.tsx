import type { ReactNode } from 'react'
import { dayOfYear } from '../../../ui/words/dates.ts'
import { PageHead } from '../../../ui/Page.tsx'
import { StatusLine } from '../../../ui/StatusLine.tsx'

interface Props {
  readonly view: {
    readonly id: string
    readonly title: string
    readonly attempt: string
    readonly startedAt: Date
    readonly timeZone: string
  }
  readonly saved?: ReactNode
  readonly trouble?: ReactNode
  readonly facts?: readonly ReactNode[]
  readonly action?: ReactNode
  /** Leads back to the overview, on every page but the overview itself */
  readonly linked?: boolean
}

/** The head of every page of a pursuit: which one, which attempt, and what is saved. */
export function WorkHead({ view, saved, trouble, facts = [], action, linked = true }: Props) {
  const { attempt, startedAt, timeZone } = view
  const kicker = `Your workspace · ${attempt}, begun ${dayOfYear(startedAt, { timeZone })}`
  return (
    <PageHead work kicker={linked ? <a href={`/pursuits/${view.id}`}>{kicker}</a> : kicker} title={view.title}>
      <StatusLine saved={saved} trouble={trouble} facts={facts} action={action} />
    </PageHead>
  )
}
