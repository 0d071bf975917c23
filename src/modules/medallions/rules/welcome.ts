/** What may stand in a letter for what differs from educator to educator. */
const PLACES = ['name', 'medallion', 'link'] as const
export type Filling = Record<(typeof PLACES)[number], string>

export const LONGEST_WELCOME = 4000

/** The letter that a leader begins with. */
export const WELCOME = `Dear {name},

our medallion “{medallion}” says what we stand for as teachers. You are invited to work on it, with colleagues and at your own pace: each part of it shows something that you already do, or want to do, with the learners in your room.

Have a look at what it asks for, and say whether you would like to take it up:
{link}

You can say no, or not now. Nobody is judged by it.
`

/** A letter as one educator gets it. What is no place stays as it was written. */
export const fillIn = (letter: string, filling: Filling): string =>
  letter.replace(/\{(name|medallion|link)\}/g, (_, place: keyof Filling) => filling[place])

/** The whole letter to one educator; with the micro-credential that the cohort begins with, where there is one. */
export const letterTo = (letter: string, filling: Filling, together: string | null): string =>
  [
    fillIn(letter, filling).trim(),
    ...(together === null ? [] : [`We do the first micro-credential together: “${together}”.`]),
  ].join('\n\n')

/** Words in braces that no place is called by, such as a {nmae}. */
export const unknownPlaces = (letter: string): string[] => [
  ...new Set([...letter.matchAll(/\{([^{}\n]{0,40})\}/g)].flatMap(([whole, place]) => (isPlace(place) ? [] : [whole]))),
]

const isPlace = (text: string | undefined): boolean => PLACES.some((place) => place === text)

/** Whether the letter says where to answer. */
export const saysWhere = (letter: string): boolean => letter.includes('{link}')
