import type { ReactNode } from 'react'
import { Seal } from '../../../../ui/Seal.tsx'

/** A drawing of ours with its figures in a table beside it, under it where there is less room. */
export function Chart({ svg, children }: { readonly svg: string; readonly children: ReactNode }) {
  return (
    <div className="chartpair">
      <Seal svg={svg} />
      {children}
    </div>
  )
}
