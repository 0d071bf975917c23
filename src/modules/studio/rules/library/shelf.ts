/** How things of the library stand, as its filter asks for them. */

export const SHELF = ['writing', 'in review', 'ready', 'published', 'outline', 'retired'] as const
export type ShelfState = (typeof SHELF)[number]

export const isShelfState = (text: string): text is ShelfState => SHELF.some((state) => state === text)

type Standing = {
  readonly thing: { readonly state: 'published' | 'retired' | 'outline' } | null
  readonly draft: { readonly state: 'writing' | 'in review' | 'ready' } | null
}

/** What is published and written anew stands on both shelves. */
export const onShelf = ({ thing, draft }: Standing, state: ShelfState): boolean =>
  thing?.state === state || draft?.state === state
