/** The signs of a text: plain ones, that every page, certificate and credential shows alike. */

import { misfitsOfTexts } from '../../checks.ts'
import type { Finding, Rule } from '../rule.ts'
import { isMark, textsOf } from '../text/texts.ts'
import { inWords } from '../text/words.ts'

/** What is markup elsewhere and no danger; tags and scripts are told by rules/checks.ts. */
const MARKUP = /&(?:[a-z]{2,8}|#\d+);|\]\([^)]{0,300}\)/iu
const PLACEHOLDER = /\b(?:TODO|TBD|FIXME|XXX+)\b|\?\?\?|\blorem ipsum\b|\[(?:insert|name|fill|your)\b/iu
/** Word processors put them in by themselves; each has a plain sign that says the same. */
const CURLY: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B]/u, 'curly single quotes'],
  [/[\u201C-\u201F\u00AB\u00BB]/u, 'curly double quotes'],
  [/[\u2013-\u2015]/u, 'long dashes'],
  [/\u2026/u, 'the sign of three dots'],
  [/\u00A0|\u202F|\u200B|\uFEFF/u, 'spaces that look like others or like nothing'],
]

const inTexts = (content: object, say: (text: string) => string | null): Finding[] =>
  textsOf(content, isMark).flatMap(({ path, text }) => {
    const reason = say(text)
    return reason === null ? [] : [{ path, reason }]
  })

/** Curly quotes and the like, in any content. */
export const findSigns = (content: object): Finding[] =>
  inTexts(content, (text) => {
    const signs = CURLY.flatMap(([pattern, name]) => (pattern.test(text) ? [name] : []))
    return signs.length === 0 ? null : `It has ${inWords(signs)}.`
  })

/** Tags, links and the like, which would be shown as they stand, in any content. */
export const findMarkup = (content: object): Finding[] => [
  ...misfitsOfTexts(content),
  ...inTexts(content, (text) => {
    const found = MARKUP.exec(text)?.[0]
    return found === undefined ? null : `"${found.slice(0, 40)}" is no plain text.`
  }),
]

export const SIGN_RULES: readonly Rule[] = [
  {
    id: 'plain-text',
    title: 'Texts are plain text',
    why: 'Markup is shown as it stands, and the same words go onto certificates and into credentials.',
    advice: 'Write words; put addresses into the fields for them.',
    blocking: true,
    find: findMarkup,
  },
  {
    id: 'finished',
    title: 'Nothing is left to be filled in',
    why: 'A published version never changes, and neither would its "TBD".',
    advice: 'Write it, or leave it out.',
    blocking: true,
    find: (content) =>
      inTexts(content, (text) => {
        const found = PLACEHOLDER.exec(text)?.[0]
        return found === undefined ? null : `"${found}" is still to be written.`
      }),
  },
  {
    id: 'signs',
    title: 'Quotes and dashes are the plain ones',
    why: 'With straight quotes and plain hyphens the same search finds every text, and every font has them.',
    advice: 'Write " and \', a comma or a full stop for a long dash, and three dots for three dots.',
    blocking: false,
    find: findSigns,
  },
]
