/** What keeps a draft from being published, each with a sentence on what is wrong and one on how to mend it. */

import { FEWEST_NEEDED, MOST_LISTED, MOST_NEEDED, type MedallionContent } from './content.ts'
import { brokenChoices } from './broken/choices.ts'
import { brokenGoals } from './broken/goals.ts'
import { brokenPicks } from './broken/picks.ts'
import { broken, picksInWords, shortened, type BrokenRule, type Known } from './broken/rule.ts'
import { brokenTexts } from './broken/texts.ts'
import { neededOf } from './qualify.ts'
import { tidyDraft } from './designing/reading.ts'

/** Everything that is wrong with a draft; empty when it may be published. `known`: what the catalogue has of its picks. */
export function brokenRules(draft: MedallionContent, known: Known): BrokenRule[] {
  const content = tidyDraft(draft)
  return [
    ...brokenHead(content),
    ...brokenGoals(content),
    ...brokenCount(content),
    ...brokenPicks(content, known),
    ...brokenChoices(content),
    ...brokenTexts(content),
  ]
}

function brokenHead({ title, mission, summary, monogram }: MedallionContent): BrokenRule[] {
  return [
    ...(title === ''
      ? [broken('title_missing', ['title'], 'The medallion has no title.', 'Give it the name that people will say.')]
      : []),
    ...(mission === ''
      ? [
          broken(
            'mission_missing',
            ['mission'],
            'The mission is not written.',
            'Write in two or three sentences what your school or district stands for.',
          ),
        ]
      : []),
    ...(summary === ''
      ? [
          broken(
            'summary_missing',
            ['summary'],
            'There is no summary.',
            'Say in one or two sentences whom the medallion is for and what it is about.',
          ),
        ]
      : []),
    ...(/^\p{L}{1,3}$/u.test(monogram)
      ? []
      : [
          broken(
            'monogram',
            ['monogram'],
            monogram === '' ? 'There is no monogram.' : `"${shortened(monogram)}" is no monogram.`,
            'Use one to three letters, such as the first letters of your school’s name.',
          ),
        ]),
  ]
}

function brokenCount(content: MedallionContent): BrokenRule[] {
  const needed = neededOf(content)
  const listed = content.picks.length
  const asks = needed === 1 ? 'one micro-credential' : `${needed} micro-credentials`
  const rule = `A medallion asks for ${FEWEST_NEEDED} to ${MOST_NEEDED}`
  return [
    ...(needed < FEWEST_NEEDED
      ? [
          broken(
            'too_few',
            ['picks'],
            needed === 0 ? `Nothing is picked yet. ${rule}.` : `This one asks for ${asks}. ${rule}.`,
            `Add ${picksInWords(FEWEST_NEEDED - needed)}${
              content.groups.length > 0 ? ', or ask for more out of a choice' : ''
            }.`,
          ),
        ]
      : []),
    ...(needed > MOST_NEEDED
      ? [
          broken(
            'too_many',
            ['picks'],
            `This one asks for ${asks}. ${rule}.`,
            `Take out ${picksInWords(needed - MOST_NEEDED)}, or put picks into a choice such as "two of three".`,
          ),
        ]
      : []),
    ...(listed > MOST_LISTED
      ? [
          broken(
            'listed',
            ['picks'],
            `${listed} micro-credentials are listed.`,
            `List ${MOST_LISTED} at most, with those in choices: take out ${listed - MOST_LISTED}.`,
          ),
        ]
      : []),
  ]
}
