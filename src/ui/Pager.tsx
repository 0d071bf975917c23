import { inFigures } from './words/words.ts'

interface Props {
  /** What the pages are of, for a screen reader */
  readonly label: string
  /** From 1 */
  readonly page: number
  readonly pages: number
  readonly hrefOf: (page: number) => string
}

/** Which page of how many this is, and the ways to the others; nothing where there is only one. */
export function Pager({ label, page, pages, hrefOf }: Props) {
  if (pages < 2) return null
  const to = (other: number, words: string, rel?: string) =>
    other < 1 || other > pages || other === page ? (
      <span className="soft" aria-hidden="true">
        {words}
      </span>
    ) : (
      <a href={hrefOf(other)} rel={rel}>
        {words}
      </a>
    )
  return (
    <nav className="pager" aria-label={label}>
      {to(1, 'First')}
      {to(page - 1, 'Previous', 'prev')}
      <b aria-current="page">
        Page {inFigures(page)} of {inFigures(pages)}
      </b>
      {to(page + 1, 'Next', 'next')}
      {to(pages, 'Last')}
    </nav>
  )
}
