/** What a certificate says, in words that are ready to be set: dates and hours as their reader writes them. */

import type { Assessed } from '../assessed.ts'

export type Face = 'serif' | 'italic' | 'text' | 'strong'
/** TrueType files by their part in the page. */
export type Fonts = Readonly<Record<Face, Uint8Array>>

export type Paper = 'a4' | 'letter'

/** Who prints on Letter: the countries that took the paper of the United States. */
const LETTER = ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'CR', 'DO', 'GT', 'NI', 'PA', 'PR', 'SV', 'VE']

/** The paper that lies in the printers of a country. */
export const paperOf = (country: string): Paper => (LETTER.includes(country) ? 'letter' : 'a4')

export type Certificate = {
  paper: Paper
  /** The number of the credential */
  id: string
  name: string
  title: string
  /** "has earned the micro-credential" */
  earned: string
  /** "confirms that" */
  confirms: string
  /** What the person can do */
  says: string
  /** Small facts beside the seal */
  facts: readonly (readonly [term: string, answer: string])[]
  issuer: { name: string; facts: readonly (readonly [term: string, answer: string])[] }
  assessed: readonly Assessed[]
  /** What a collection was earned with, and for a medallion what each was chosen for; empty for a micro-credential */
  earnedWith: readonly { says: string; line: string }[]
  /** What a medallion stands for; null for all else */
  mission: string | null
  /** What the credential says where nobody assessed anything here; null where somebody did */
  recorded: string | null
  /** Why it is not in force; null while it is */
  withdrawn: string | null
  /** The short address of its page */
  address: string
  /** Where anyone can check the file, as people write it */
  checkAt: string
  /** Colour of the frame and the title, #rrggbb */
  ink: string
  /** An SVG of our own, without variables; null where the catalogue no longer knows the drawing */
  seal: { svg: string; says: string } | null
  /** The signed credential, which the PDF carries */
  document: string
  issuedAt: Date
}
