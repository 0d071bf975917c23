import type { ReactNode } from 'react'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, useMatches, useRouteLoaderData } from 'react-router'
import type { Route } from './+types/root'
import { settingOf } from './platform/pages.ts'
import { Colophon } from './shell/Colophon.tsx'
import { ErrorPage } from './shell/ErrorPage.tsx'
import { Masthead, navigationFor } from './shell/Masthead.tsx'
import './ui/styles/index.css'

export const meta: Route.MetaFunction = () => [{ title: 'Mintmark' }]

export const links: Route.LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]

export function loader({ context }: Route.LoaderArgs) {
  const { actor, nonce, requestId, world } = settingOf(context)
  return {
    navigation: navigationFor(actor),
    name: actor?.name ?? null,
    nonce,
    requestId,
    demo: world.config.mode === 'demo',
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const known = useRouteLoaderData<typeof loader>('root')
  const open = useMatches().some(({ handle }) => typeof handle === 'object' && handle !== null && 'public' in handle)
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <div className="page">
          <Masthead links={known?.navigation ?? navigationFor(null)} name={open ? null : (known?.name ?? null)} />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
          <Colophon demo={known?.demo ?? false} />
        </div>
        {!open && known !== undefined && known.nonce !== '' ? <Scripts nonce={known.nonce} /> : null}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const known = useRouteLoaderData<typeof loader>('root')
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} requestId={known?.requestId ?? null} />
}
