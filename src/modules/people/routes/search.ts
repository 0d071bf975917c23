/** How many people stand on a page of a list. */
export const PAGE = 50

/** What is looked for and which page of it, as an address says it. */
export function readSearch(params: URLSearchParams): { search: string; page: number } {
  // A null character cannot be part of any name, and PostgreSQL refuses it.
  const search = (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100)
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(params.get('page'))) || 1))
  return { search, page }
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / PAGE))
