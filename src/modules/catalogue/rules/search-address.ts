/** What the address of a search says: people edit and share addresses, so what makes no sense in one is left out. */

import type { Filter } from './search.ts'

/** `page` is null where all of the catalogue is asked for, as it opens. */
export type SearchAsked = Filter & { text: string; page: number | null }

const LONGEST = 200
const MOST_HOURS = 10

export function readSearch(params: URLSearchParams): SearchAsked {
  const chosen = (name: string) => params.get(name)?.slice(0, LONGEST).replaceAll('\0', '').trim() || null
  const page = /^[1-9]\d{0,5}$/.exec(params.get('page') ?? '')
  const hours = params.getAll('hours').slice(0, MOST_HOURS).map(Number)
  return {
    text: chosen('q') ?? '',
    stack: chosen('stack'),
    component: chosen('component'),
    hours: hours.filter((one) => Number.isFinite(one) && one > 0),
    page: page === null ? null : Number(page[0]),
  }
}

/** The address of the same search with something changed. */
export function searchAddress(asked: SearchAsked, change: Partial<SearchAsked> = {}): string {
  const { text, stack, component, hours, page } = { ...asked, ...change }
  const params = new URLSearchParams()
  if (text !== '') params.set('q', text)
  if (stack !== null) params.set('stack', stack)
  if (component !== null) params.set('component', component)
  for (const one of hours) params.append('hours', String(one))
  if (page !== null) params.set('page', String(page))
  return params.size === 0 ? '/catalogue' : `/catalogue?${params}`
}

/** Whether anything narrows the list. */
export const isNarrowed = ({ text, stack, component, hours }: SearchAsked): boolean =>
  text !== '' || stack !== null || component !== null || hours.length > 0
