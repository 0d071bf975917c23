import { listWords } from '../../../ui/words/words.ts'
import type { SheetCriterion } from '../rules/sheet.ts'

/** The criteria that an earlier attempt met: they stay met, and are not scored again. */
export function LockedCriteria({ locked }: { readonly locked: readonly SheetCriterion[] }) {
  if (locked.length === 0) return null
  return (
    <details>
      <summary>
        {locked.length === 1 ? 'Criterion' : 'Criteria'} {listWords(locked.map(({ number }) => String(number)))}{' '}
        {locked.length === 1 ? 'was' : 'were'} met before and {locked.length === 1 ? 'is' : 'are'} locked
      </summary>
      <ul className="check">
        {locked.map(({ id, number, title }) => (
          <li key={id} className="yes">
            {number}. {title}
          </li>
        ))}
      </ul>
    </details>
  )
}
