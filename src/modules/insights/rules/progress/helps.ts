/** What a leader is told about somebody who may need them, and one step that helps. */

import { plural } from '../words.ts'
import type { Need } from './standing.ts'

export type Help = {
  /** A sentence or two about how it stands */
  says: string
  /** What to do, as the words of a link; a letter to the educator */
  step: string
  subject: string
  letter: string
}

const daysOf = (days: number): string => (days === 0 ? 'today' : plural(days, 'day'))

/** `about` is the title of the micro-credential that it is about; `first` the one that the path begins with. */
export function helpOf(need: Need, given: { medallion: string; about: string | null; first: string | null }): Help {
  const { days } = need
  const { medallion } = given
  const about = given.about ?? 'a micro-credential'
  switch (need.kind) {
    case 'overdue':
      return {
        says: `${about} waits for an assessor, ${days === 0 ? 'past' : `${daysOf(days)} past`} the day that was promised. That is ours, not theirs.`,
        step: 'Say that it is late',
        subject: `${about}: it is late`,
        letter: `Your ${about} has waited longer for an assessor than was promised. You have nothing to do. I am sorry that it takes so long.`,
      }
    case 'not yet':
      return {
        says: `${about} came back ${days === 0 ? 'today' : `${daysOf(days)} ago`} as not yet, and no next attempt is begun.`,
        step: 'Ask how the next attempt is going',
        subject: `${about}: what would help?`,
        letter: `Only what was not met in ${about} is asked again. What would help you with the next attempt? A coach can read it before you hand it in.`,
      }
    case 'not started':
      return {
        says: `Joined ${daysOf(days)} ago, and nothing is begun yet.`,
        step: 'Offer a first step',
        subject: `${medallion}: a first step`,
        letter: `Shall we begin ${given.first ?? 'the first micro-credential'} together? It takes an hour or two, and much of it is work that you do anyway.`,
      }
    case 'stalled':
      return {
        says: `${given.about === null ? 'Nothing' : `${about} is begun, and nothing`} was written for ${daysOf(days)}.`,
        step: 'Offer a coach',
        subject: `${medallion}: would a coach help?`,
        letter: `Would it help if a coach read ${given.about ?? 'what you have'} with you? A reading is not scored, and only you see what is said.`,
      }
    case 'no answer':
      return {
        says: `Was asked ${daysOf(days)} ago, and has not answered.`,
        step: 'Ask whether they would like to',
        subject: `${medallion}: would you like to take part?`,
        letter: `You were invited to ${medallion}. Say yes or no as you like; you find it under "My medal".`,
      }
    case 'one left':
      return {
        says: given.about === null ? 'One is left.' : `Only ${about} is left.`,
        step: 'Cheer them on',
        subject: `${medallion}: one is left`,
        letter: `One is left: ${given.about ?? 'the last of your choice'}. What you have done already shows.`,
      }
  }
}

/** Opens a letter in the mail program of whoever reads the page. */
export const mailTo = (email: string, name: string, { subject, letter }: Help): string =>
  `mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`Dear ${name},\r\n\r\n${letter}\r\n`)}`
