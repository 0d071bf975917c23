import { createContext, data, redirect, RouterContextProvider } from 'react-router'
import type { Actor } from './actor.ts'
import type { WebWorld } from './world.ts'

/** What the server hands to a page besides the request. */
export type PageSetting = {
  world: WebWorld
  /** null: nobody is signed in, or the page is public and must not know. */
  actor: Actor | null
  /** For the scripts of a signed-in page; public pages have none. */
  nonce: string
  /** Shown on an error page and written in the log. */
  requestId: string
  /** The client's address, for rate limits. */
  client: string
}

const setting = createContext<PageSetting>()

/** Made inside the page bundle: the keys of a context do not survive between two copies of a module. */
export function makeContext(given: PageSetting): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(setting, given)
  return context
}

type Context = Readonly<RouterContextProvider>

export const settingOf = (context: Context): PageSetting => context.get(setting)
export const worldOf = (context: Context): WebWorld => context.get(setting).world

/** The signed-in person; sends everyone else to sign in and back again. */
export function requireActor(context: Context, request: Request): Actor {
  const { actor } = context.get(setting)
  if (actor !== null) return actor
  const url = new URL(request.url)
  throw redirect(`/sign-in?next=${encodeURIComponent(request.method === 'GET' ? url.pathname + url.search : '/me')}`)
}

/** For what is unknown and for what belongs to somebody else: nobody learns that it exists. */
export function notFound(): never {
  throw data(null, { status: 404 })
}

/** For a page that needs a role the person does not hold; that the page exists is no secret. */
export function notYours(): never {
  throw data(null, { status: 403 })
}

/** The fields of a form, without the letter zero, which no database keeps. What is no form, or broke off, is refused. */
export async function readFields(request: Request): Promise<FormData> {
  const fields = new FormData()
  for (const [name, value] of (await request.formData().catch(() => null)) ?? noForm())
    if (typeof value === 'string') fields.append(name, value.replaceAll('\0', ''))
    else fields.append(name, value)
  return fields
}

function noForm(): never {
  throw data(null, { status: 400 })
}

/** The words of a form, by field; a field sent twice keeps the last, and files are no words. */
export async function readWords(request: Request): Promise<Record<string, string | undefined>> {
  const words: Record<string, string> = {}
  for (const [name, value] of await readFields(request)) if (typeof value === 'string') words[name] = value
  return words
}

/** The form was understood and refused: redraw it with the reasons and the words kept. */
export const refused = <T>(value: T) => data(value, { status: 422 })

/** A path on this site to go on to after signing in; anything else becomes /me. */
export const safeNext = (next: string | null): string =>
  next !== null && /^\/(?![/\\])[^\s]*$/.test(next) ? next : '/me'
