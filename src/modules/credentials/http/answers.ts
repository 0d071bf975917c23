import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

const JSON_TYPES = ['application/vc', 'application/ld+json', 'application/json']

/** The JSON type (or one of `also`) that a request asks for before a page; null when it wants the page or does not say. */
export const jsonWanted = (c: Context, also: readonly string[] = []): string | null => {
  const supports = ['text/html', ...JSON_TYPES, ...also]
  const type = accepts(c, { header: 'Accept', supports, default: 'text/html' })
  return type === 'text/html' ? null : type
}

/** Anyone's program may read what is public anyway. */
export const openToAll = (type: string): Record<string, string> => ({
  'content-type': type,
  vary: 'Accept',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})

export const problem = (
  c: Context,
  status: 400 | 403 | 404 | 422 | 429 | 500,
  title: string,
  detail: string,
  type = 'about:blank',
) => c.json({ type, title, status, detail }, status, { 'content-type': 'application/problem+json' })
