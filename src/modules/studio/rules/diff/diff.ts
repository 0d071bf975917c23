/** What changed between two versions of a micro-credential, a stack or a badge, told for people. */

import { sectionsOf, splitContent, type DraftKind, type Section, type SectionContent } from '../sections.ts'
import { readSection, type Place, type Reading, type Row } from './places.ts'
import { onlyTyping, wordsThatDiffer, type Piece } from './words.ts'

export type Change = {
  readonly section: Section
  readonly kind: 'added' | 'removed' | 'moved' | 'reworded'
  /** Where, without the section: "Prompt p1, guidance" */
  readonly place: string
  /** What it says: all of it where something was added or removed, with the words that differ where it was reworded */
  readonly pieces: readonly Piece[]
  /** Whether it matters to somebody who works on it now */
  readonly matters: boolean
}

/** Every change, section by section in the order of reading. Ids and the number of the version are no content. */
export function changesBetween(kind: DraftKind, before: SectionContent, after: SectionContent): Change[] {
  const old = splitContent(kind, before)
  const now = splitContent(kind, after)
  return sectionsOf(kind).flatMap((section) => {
    const was = readSection(section, old[section] ?? {})
    const is = readSection(section, now[section] ?? {}, old[section] ?? {})
    return changesOf(section, was, is)
  })
}

function changesOf(section: Section, was: Reading, is: Reading): Change[] {
  const before = new Map(was.places.map((place) => [place.key, place]))
  const after = new Map(is.places.map((place) => [place.key, place]))
  const thingsBefore = thingsOf(was)
  const thingsAfter = thingsOf(is)
  const told = new Set<string>()

  /** A thing that came or went is told once, with all that it says. */
  function whole(place: Place, kind: 'added' | 'removed', reading: Reading): Change[] {
    const { item } = place
    if (item === null || told.has(item.key)) return []
    told.add(item.key)
    const parts = reading.places.filter((each) => each.item?.key === item.key)
    const text = parts
      .map((each) => each.text)
      .filter((each) => each !== '')
      .join('\n')
    const matters = parts.some((each) => each.matters)
    return [{ section, kind, place: item.name, pieces: [{ kind, text }], matters }]
  }

  return [
    ...is.places.flatMap((place): Change[] => {
      if (place.item !== null && !thingsBefore.has(place.item.key)) return whole(place, 'added', is)
      return changeOf(section, before.get(place.key), place)
    }),
    ...was.places.flatMap((place): Change[] => {
      if (place.item !== null && !thingsAfter.has(place.item.key)) return whole(place, 'removed', was)
      return after.has(place.key) ? [] : changeOf(section, place, undefined)
    }),
    ...is.rows.flatMap((row) =>
      moves(
        section,
        was.rows.find(({ key }) => key === row.key),
        row,
        is,
      ),
    ),
  ]
}

const thingsOf = ({ rows }: Reading): Set<string> => new Set(rows.flatMap(({ keys }) => keys))

/** One place in both versions, or in one of them. What is empty is the same as what is not there. */
function changeOf(section: Section, before: Place | undefined, after: Place | undefined): Change[] {
  const old = before?.text ?? ''
  const now = after?.text ?? ''
  const place = after ?? before
  if (place === undefined || old === now) return []
  const pieces: Piece[] =
    place.prose && old !== '' && now !== ''
      ? wordsThatDiffer(old, now)
      : [
          ...(old === '' ? [] : [{ kind: 'removed' as const, text: old }]),
          ...(now === '' ? [] : [{ kind: 'added' as const, text: now }]),
        ]
  const kind = old === '' ? 'added' : now === '' ? 'removed' : 'reworded'
  const matters = place.matters && !(place.prose && onlyTyping(old, now))
  return [{ section, kind, place: place.name, pieces, matters }]
}

/** The fewest things of a list that must have moved for the others to stand as they do. */
function moves(section: Section, before: Row | undefined, after: Row, reading: Reading): Change[] {
  const old = before?.keys ?? []
  const stay = longestRun(after.keys.filter((key) => old.includes(key)).map((key) => old.indexOf(key)))
  return after.keys.flatMap((key, place): Change[] => {
    if (!old.includes(key) || stay.has(old.indexOf(key))) return []
    const name = reading.places.find(({ item }) => item?.key === key)?.item?.name ?? key
    const text = `from place ${old.indexOf(key) + 1} to place ${place + 1}`
    return [{ section, kind: 'moved', place: name, pieces: [{ kind: 'same', text }], matters: false }]
  })
}

/** The longest rising run of different numbers. */
function longestRun(numbers: readonly number[]): Set<number> {
  const best: { length: number; from: number }[] = []
  for (const [place, number] of numbers.entries()) {
    let length = 1
    let from = -1
    for (let other = 0; other < place; other++) {
      const known = best[other]
      if (known !== undefined && (numbers[other] ?? 0) < number && known.length >= length) {
        length = known.length + 1
        from = other
      }
    }
    best.push({ length, from })
  }
  let at = best.reduce((top, { length }, place) => (length > (best[top]?.length ?? 0) ? place : top), 0)
  const run = new Set<number>()
  while (best[at] !== undefined) {
    run.add(numbers[at] ?? 0)
    at = best[at]?.from ?? -1
  }
  return run
}
