import { likeness, wordsThatDiffer, type Piece } from '../../rules/diff/words.ts'
import { neighboursOf, type DraftLevel } from '../../rules/rubric.ts'

interface Props {
  readonly levels: readonly DraftLevel[]
  readonly descriptors: Readonly<Record<string, string>>
}

/** Neighbouring levels beside each other with the words that differ marked: what an assessor has to tell apart. */
export function Neighbours({ levels, descriptors }: Props) {
  return (
    <details>
      <summary>Compare neighbouring levels</summary>
      <div className="stackgap">
        {neighboursOf(levels).map(([lower, upper]) => (
          <Pair
            key={lower.id}
            lower={{ name: lower.name, text: descriptors[lower.id] ?? '' }}
            upper={{ name: upper.name, text: descriptors[upper.id] ?? '' }}
          />
        ))}
      </div>
    </details>
  )
}

type Side = { readonly name: string; readonly text: string }

function Pair({ lower, upper }: { lower: Side; upper: Side }) {
  const pieces = wordsThatDiffer(lower.text, upper.text)
  return (
    <div className="ruled stackgap">
      <div className="versus small">
        <Column side={lower} pieces={pieces} own="removed" />
        <Column side={upper} pieces={pieces} own="added" />
      </div>
      <p className="small soft">{sharedInWords(lower.text, upper.text)}</p>
    </div>
  )
}

function Column({ side, pieces, own }: { side: Side; pieces: readonly Piece[]; own: 'removed' | 'added' }) {
  if (side.text.trim() === '')
    return (
      <p>
        <b>{side.name}</b> <span className="soft">Nothing is written yet.</span>
      </p>
    )
  return (
    <p>
      <b>{side.name}</b>{' '}
      {pieces.map(({ kind, text }, place) =>
        kind === 'same' ? text : kind === own ? <mark key={place}>{text}</mark> : null,
      )}
    </p>
  )
}

/** Levels that differ in a word or two are told apart by an adverb; levels that share nothing are two criteria. */
function sharedInWords(lower: string, upper: string): string {
  if (lower.trim() === '' || upper.trim() === '') return 'Write both to compare them.'
  const share = likeness(lower, upper)
  if (lower.trim() === upper.trim()) return 'They are the same: no assessor could choose between them.'
  if (share > 0.8) return 'They differ in very few words. Would two assessors see the difference in the work?'
  return share < 0.15
    ? 'They share hardly a word. Do both still speak of the same quality?'
    : 'The words that differ are marked.'
}
