import type { ReactNode } from 'react'
import { Hours } from '../../../ui/words/Hours.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { emblem, type Inking, type StackStyle } from '../rules/emblems/emblems.ts'

interface Props {
  readonly slug: string
  readonly title: string
  readonly style: StackStyle
  readonly hours: number
  readonly inking?: Inking
  /** The state in words: the drawing alone says nothing to a screen reader */
  readonly state?: ReactNode
  /** Where the row leads, when not to the micro-credential's page */
  readonly href?: string
}

/** One micro-credential in a list: emblem, title, state, hours. Stands in a `ul`. */
export function MicroCredentialRow({ slug, title, style, hours, inking = 'untouched', state, href }: Props) {
  return (
    <li className="row">
      <Seal svg={emblem(slug, style, inking, 40, '')} />
      <a href={href ?? `/micro-credentials/${slug}`}>
        {title}
        {state ? <span className="state">{state}</span> : null}
      </a>
      <Hours hours={hours} />
    </li>
  )
}
