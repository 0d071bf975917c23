import type { ReactNode } from 'react'

interface Props {
  /** "Saved at 20:14, here and on this device": drawn with a tick and announced when it changes */
  readonly saved?: ReactNode
  /** "Offline.", "Open in another tab.": said first and in bold; the facts then explain it */
  readonly trouble?: ReactNode
  /** Clocks and counts, each a short phrase; empty ones are left out */
  readonly facts?: readonly ReactNode[]
  /** One link or text button at the end of the line */
  readonly action?: ReactNode
}

/** Saved state first, then clocks ("by Thursday 26 November"), one action at the end. */
export function StatusLine({ saved, trouble, facts = [], action }: Props) {
  return (
    <div className="statusline">
      {saved ? <output className="saved">{saved}</output> : null}
      {trouble ? <output className="trouble">{trouble}</output> : null}
      {facts.filter(Boolean).map((fact, i) => (
        <span key={i}>{fact}</span>
      ))}
      {action ? <span className="end">{action}</span> : null}
    </div>
  )
}
