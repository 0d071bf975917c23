/** The method and what it rests on: steps with names, and works that somebody else can find. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'

const FEWEST_STEPS = 3
const MOST_STEPS = 6
const FEWEST_WORKS = 2
const OLDEST = 1800

const isDoi = (url: string): boolean => /^https?:\/\/(dx\.)?doi\.org\//.test(url)

const insecure = (url: string | undefined, path: readonly PropertyKey[]): Finding[] =>
  url === undefined || url.startsWith('https://') ? [] : [{ path, reason: 'The address does not begin with https://.' }]

function wrongWorks({ research, resources }: MicroCredentialContent, year: number): Finding[] {
  return [
    ...(research.length >= FEWEST_WORKS
      ? []
      : [{ path: ['research'], reason: `It rests on ${research.length} works; name at least ${FEWEST_WORKS}.` }]),
    ...research.flatMap((work, place) => [
      ...(work.year >= OLDEST && work.year <= year
        ? []
        : [{ path: ['research', place, 'year'], reason: `No work that could be read appeared in ${work.year}.` }]),
      ...(/\p{L}{2}/u.test(work.authors)
        ? []
        : [{ path: ['research', place, 'authors'], reason: 'It does not say who wrote it.' }]),
      ...insecure(work.url, ['research', place, 'url']),
      ...(isDoi(work.url ?? '')
        ? [{ path: ['research', place, 'url'], reason: 'This address is a DOI: write what follows doi.org/ as doi.' }]
        : []),
      ...(research.findIndex(({ title, year: of }) => title === work.title && of === work.year) < place
        ? [{ path: ['research', place, 'title'], reason: `"${work.title}" is named twice.` }]
        : []),
    ]),
    ...resources.flatMap((resource, place) => insecure(resource.url, ['resources', place, 'url'])),
  ]
}

const unseen = (content: MicroCredentialContent): Finding[] =>
  (['research', 'resources'] as const).flatMap((list) =>
    content[list].flatMap(({ seen, title }, place) =>
      seen === true
        ? []
        : [
            {
              path: [list, place, 'seen'],
              reason:
                typeof seen === 'string'
                  ? `"${title}": ${seen}`
                  : `Nobody had "${title}" in hand. Is it as it is written here?`,
            },
          ],
    ),
  )

export const SOURCE_RULES: readonly Rule[] = [
  {
    id: 'method',
    title: 'The key method has steps with names',
    why: 'An educator should be able to try the method from this page alone, and say which step they are at.',
    advice: `Give it ${FEWEST_STEPS} to ${MOST_STEPS} steps that lead to the evidence.`,
    blocking: false,
    about: ['key_method', 'name'],
    find: ({ key_method: { steps } }) =>
      steps.length >= FEWEST_STEPS && steps.length <= MOST_STEPS
        ? []
        : [{ path: ['key_method', 'steps'], reason: `It has ${steps.length} steps.` }],
  },
  {
    id: 'references',
    title: 'Every reference can be found',
    why: 'A claim about research is worth what its source is worth, and only if others can look it up.',
    advice: 'Name author, year, title and where it appeared; link only to addresses that last.',
    blocking: true,
    about: ['research'],
    find: (content, { year }) => wrongWorks(content, year),
    look: unseen,
  },
]
