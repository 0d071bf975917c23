interface Props {
  /** The number of the credential */
  readonly id: string
  /** What it is of, for links that are read one by one; left out where the page speaks of nothing else */
  readonly of?: string
  /** Where the certificate stands beside this list already */
  readonly withoutCertificate?: boolean
}

const FILES = [
  { ending: 'pdf', name: 'Certificate, PDF', why: 'to print, to frame, to send' },
  { ending: 'png', name: 'Picture, PNG', why: 'for a profile or a message' },
  { ending: 'svg', name: 'Picture, SVG', why: 'sharp at any size' },
  { ending: 'json', name: 'Signed file, JSON', why: 'for a backpack or a wallet' },
  { ending: 'jwt', name: 'Signed file, JWT', why: 'for services that ask for a token' },
] as const

/** A credential as files to take along. The signed credential is inside each of them. */
export function Downloads({ id, of, withoutCertificate = false }: Props) {
  return (
    <ul className="downloads">
      {FILES.filter(({ ending }) => !withoutCertificate || ending !== 'pdf').map(({ ending, name, why }) => (
        <li key={ending}>
          <a
            href={`/credentials/${id}.${ending}`}
            download={ending === 'json' || ending === 'jwt' ? `${id}.${ending}` : true}
          >
            {name}
            {of === undefined ? null : <span className="unseen"> of {of}</span>}
          </a>{' '}
          <span className="small soft">{why}</span>
        </li>
      ))}
    </ul>
  )
}
