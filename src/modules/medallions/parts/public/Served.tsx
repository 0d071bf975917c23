import type { ReactNode } from 'react'
import { emblem } from '../../../catalogue/rules/emblems/emblems.ts'
import { Seal } from '../../../../ui/Seal.tsx'
import { Hours } from '../../../../ui/words/Hours.tsx'
import type { PagePick } from '../../rules/pages/page.ts'

const SAYS: Record<PagePick['state'], string> = {
  published: '',
  outline: 'Still being written: nobody can begin it yet.',
  retired: 'Retired: who is at work on it may finish, and nobody new begins it.',
  unknown: 'The catalogue does not have it.',
}

interface Props {
  readonly pick: PagePick
  /** What is said of it */
  readonly children?: ReactNode
}

/** A micro-credential with the line that says how it serves a goal. Stands in a `ul`. */
export function Served({ pick, children }: Props) {
  const { slug, title, style, hours, line, choice, state } = pick
  return (
    <li className="served">
      {style === null ? <span /> : <Seal svg={emblem(slug, style, 'untouched', 56, '')} />}
      <div>
        <h4>{state === 'unknown' ? title : <a href={`/micro-credentials/${slug}`}>{title}</a>}</h4>
        {line === '' ? null : <p>{line}</p>}
        {choice === null ? null : <p className="small soft">{choice}</p>}
        {SAYS[state] === '' ? null : <p className="small soft">{SAYS[state]}</p>}
        {children}
      </div>
      {hours === 0 ? null : <Hours hours={hours} />}
    </li>
  )
}
