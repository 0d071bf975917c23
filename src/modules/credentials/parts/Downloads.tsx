import type { ReactNode } from 'react'

interface Props {
  /** The number of the credential */
  readonly id: string
  /** What it is of, for links that are read one by one; left out where the page speaks of nothing else */
  readonly of?: string
}

/** A credential as files to take along. The signed credential is inside each of them. */
export function Downloads({ id, of }: Props) {
  const file = `/credentials/${id}`
  const about = of === undefined ? null : <span className="unseen"> of {of}</span>
  const link = (ending: string, name: ReactNode, saved: string | true = true) => (
    <a href={file + ending} download={saved}>
      {name}
      {about}
    </a>
  )
  return (
    <ul className="downloads">
      <li>
        {link('.pdf', 'Certificate, PDF')}
        <span className="small soft">
          to print, on {link('.pdf?paper=a4', 'A4')} or {link('.pdf?paper=letter', 'Letter')} paper
        </span>
      </li>
      <li>
        {link('.png', 'Picture, PNG')}
        <span className="small soft">for a profile or a message</span>
      </li>
      <li>
        {link('.svg', 'Picture, SVG')}
        <span className="small soft">sharp at any size</span>
      </li>
      <li>
        {link('.json', 'Signed file, JSON', `${id}.json`)}
        <span className="small soft">for a backpack or a wallet</span>
      </li>
      <li>
        {link('.jwt', 'Signed file, JWT', `${id}.jwt`)}
        <span className="small soft">for services that ask for a token</span>
      </li>
    </ul>
  )
}
