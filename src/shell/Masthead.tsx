import { useLocation } from 'react-router'
import type { Actor, RoleKind } from '../platform/actor.ts'

export type NavigationLink = { to: string; label: string }

const PUBLIC: NavigationLink[] = [
  { to: '/catalogue', label: 'Catalogue' },
  { to: '/medallions', label: 'Medallions' },
  { to: '/verify', label: 'Verify' },
]

const BY_ROLE: Record<RoleKind, NavigationLink[]> = {
  educator: [
    { to: '/medal', label: 'My medal' },
    { to: '/plan', label: 'My plan' },
    { to: '/my-credentials', label: 'My credentials' },
  ],
  assessor: [{ to: '/queue', label: 'Queue' }],
  leader: [
    { to: '/progress', label: 'Progress' },
    { to: '/design', label: 'Medallions' },
    { to: '/cohorts', label: 'Cohorts' },
    { to: '/report', label: 'Report' },
    { to: '/organisations', label: 'Schools' },
  ],
  author: [{ to: '/studio', label: 'Studio' }],
  registrar: [
    { to: '/awards', label: 'Awards' },
    { to: '/keys', label: 'Keys' },
  ],
  admin: [
    { to: '/people', label: 'People' },
    { to: '/frameworks', label: 'Frameworks' },
  ],
}

/** Whoever has left keeps what they earned. */
const WITHOUT_ROLE: NavigationLink[] = [{ to: '/my-credentials', label: 'My credentials' }]

/**
 * The links of the masthead: what every role of the person needs, then what everyone may see. Of the same name only
 * one's own: a leader finds the medallions of others from there.
 */
export function navigationFor(actor: Actor | null): NavigationLink[] {
  const kinds = new Set(actor?.roles.map(({ kind }) => kind) ?? [])
  const own = actor?.roles.length === 0 ? WITHOUT_ROLE : [...kinds].flatMap((kind) => BY_ROLE[kind])
  return [...own, ...PUBLIC.filter(({ label }) => own.every((link) => link.label !== label))]
}

/** Public pages are cached for everyone, so they say "Your work" and never a name. */
export function Masthead({ links, name }: { links: NavigationLink[]; name: string | null }) {
  const { pathname } = useLocation()
  return (
    <header className="masthead">
      <a className="brand" href="/">
        <img src="/favicon.svg" width="32" height="32" alt="" />
        Mintmark
      </a>
      <nav aria-label="Main">
        <ul>
          {links.map(({ to, label }) => (
            <li key={to}>
              <a href={to} aria-current={pathname === to || pathname.startsWith(`${to}/`) ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {name === null ? <a href="/me">Your work</a> : <a href="/account">{name}</a>}
    </header>
  )
}
