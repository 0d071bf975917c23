import { hoursInWords, plural } from '../../../ui/words/words.ts'
import { MicroCredentialRow } from './MicroCredentialRow.tsx'
import type { ShownStack } from './shown.ts'

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
