import type { ReactNode } from 'react'
import { Seal } from '../../../../ui/Seal.tsx'

interface Props {
  readonly svg: string
  /** The table has many columns, so it stands below */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A drawing of ours with its figures in a table beside it, under it where there is less room. */
export function Chart({ svg, wide = false, children }: Props) {
  return (
    <div className={wide ? 'chartpair wide' : 'chartpair'}>
      <Seal svg={svg} />
      {children}
    </div>
  )
}
