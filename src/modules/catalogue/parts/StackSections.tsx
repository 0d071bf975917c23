import { hoursInWords, plural } from '../../../ui/words/words.ts'
import type { StackStyle } from '../rules/emblems/emblems.ts'
import { MicroCredentialRow } from './MicroCredentialRow.tsx'

/** A micro-credential in a list; `written`: it is no outline. */
export type Row = {
  slug: string
  title: string
  competency: string
  written: boolean
  hours: number
  style: StackStyle
}

/** A stack with those of its micro-credentials that this page shows, of `count`. */
export type ShownStack = { slug: string; style: StackStyle; note: string | null; count: number; rows: Row[] }

/** Stacks under each other, each with its micro-credentials. */
export function StackSections({ stacks }: { stacks: readonly ShownStack[] }) {
  return stacks
    .filter(({ rows }) => rows.length > 0)
    .map(({ slug, style, note, count: all, rows }) => (
      <section key={slug} className={`stack ${style.figure}`} aria-labelledby={`stack-${slug}`}>
        <div>
          <span className="numeral">{style.numeral}</span>
          <h2 id={`stack-${slug}`}>
            <a href={`/stacks/${slug}`}>{style.title}</a>
          </h2>
          <p className="soft">
            {rows.length < all
              ? `${rows.length} of ${plural(all, 'micro-credential')} on this page`
              : `${plural(rows.length, 'micro-credential')}, ${hoursInWords(rows.reduce((sum, { hours }) => sum + hours, 0))}`}
          </p>
          {note === null ? null : <p className="small soft">{note}</p>}
        </div>
        <ul className="two">
          {rows.map(({ written, ...row }) => (
            <MicroCredentialRow key={row.slug} {...row} state={written ? undefined : 'Being written'} />
          ))}
        </ul>
      </section>
    ))
}
