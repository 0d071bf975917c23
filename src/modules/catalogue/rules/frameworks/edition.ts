/** Frameworks of teaching as the catalogue keeps them, wherever they come from. Words: docs/GLOSSARY.md. */

/** What a micro-credential can be aligned to. */
export type Component = {
  /** Its own within an edition */
  code: string
  name: string
  /** The whole sentence, where the name is a shorter one */
  statement: string | null
  /** What its framework calls such a thing: "Standard", "Indicator" */
  kind: string | null
  /** The name of what it stands under at the top; empty where it stands at the top alone */
  domain: string
  /** From 1; it stands below the last one before it that is less deep */
  depth: number
  /** The CASE item that it is, where it has come from a CASE file */
  item: { identifier: string; uri: string } | null
}

export type Edition = {
  /** What an alignment calls the framework */
  name: string
  edition: string
  publisher: string
  /** Whether its words were compared with what its publisher publishes; `note` says how, or what is missing */
  verified: boolean
  note: string
  /** The CASE document that it came from */
  document: { identifier: string; uri: string } | null
  components: Component[]
}

/** One that came from a CASE file. */
export type CaseEdition = Edition & { document: { identifier: string; uri: string } }

const LONGEST_WORDS = 600

/** The words of a text, as a search compares them. */
export const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? []

/** How many components are shown of those that were found. */
export const MOST_FOUND = 30

/** What a component can be found by, each word after a space. */
export const componentWords = (edition: Edition, { code, name, domain, statement }: Component): string =>
  ` ${wordsIn([code, name, domain, edition.name, edition.edition, statement ?? ''].join(' ').slice(0, LONGEST_WORDS)).join(' ')}`
