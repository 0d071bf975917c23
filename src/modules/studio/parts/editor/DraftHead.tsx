import type { ReactNode } from 'react'
import { PageHead } from '../../../../ui/Page.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import type { DraftKind } from '../../rules/sections.ts'

export const KIND_NAMES: Record<DraftKind, string> = {
  'micro-credential': 'Micro-credential',
  stack: 'Stack',
  badge: 'Badge',
}

interface Props {
  readonly draft: { readonly id: string; readonly kind: DraftKind; readonly title: string }
  /** The section that is open; none on the overview */
  readonly section?: string
  readonly saved?: ReactNode
  readonly trouble?: ReactNode
  readonly facts?: readonly ReactNode[]
  readonly action?: ReactNode
}

const nameOf = ({ kind, title }: Props['draft']): string =>
  title.trim() || `A ${KIND_NAMES[kind].toLowerCase()} without a title`

/** The head of every page where a draft is written: what it is a draft of, and what is saved. */
export function DraftHead({ draft, section, saved, trouble, facts, action }: Props) {
  const kicker = `Draft · ${KIND_NAMES[draft.kind]}`
  return (
    <PageHead
      work
      kicker={
        section === undefined ? (
          <>
            <a href="/studio">Studio</a> · {kicker}
          </>
        ) : (
          <>
            <a href="/studio">Studio</a> · {kicker} · <a href={`/studio/drafts/${draft.id}`}>{nameOf(draft)}</a>
          </>
        )
      }
      title={section ?? nameOf(draft)}
    >
      <StatusLine saved={saved} trouble={trouble} facts={facts ?? []} action={action} />
    </PageHead>
  )
}
