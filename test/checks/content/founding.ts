import type { CatalogueContent, MicroCredentialContent } from '#src/modules/catalogue/rules/content.ts'
import { isOutline } from '#src/modules/catalogue/rules/content.ts'
import { textsOf } from '#src/modules/catalogue/rules/quality/text/texts.ts'

// What holds for the Project Based Learning Badge and need not hold for what others write.

const STACKS = 5
const MEMBERS = 6
const LEVELS = 4
const FEWEST_CRITERIA = 6
const MOST_CRITERIA = 8
const FEWEST_WORKS = 2
const MOST_WORKS = 5

/** American spelling: a word that is spelled so in one text should be spelled so in all. */
const BRITISH =
  /\b(?:behaviour|colour|favour|neighbour|honour|organis|recognis|practis(?:e|ed|ing)\b|centre|analys(?:e|ed|ing)\b|theatre|programme\b|judgement)\w*/iu
/** What others wrote keeps their spelling. */
const theirs = (path: readonly PropertyKey[]): boolean => path[0] === 'research' || path[0] === 'resources'

type Found = { id: string; path: readonly PropertyKey[]; reason: string }

function ofOne(content: MicroCredentialContent): Found[] {
  const { id, rubric, research } = content
  const count = rubric.criteria.length
  return [
    ...(rubric.levels.length === LEVELS
      ? []
      : [{ id, path: ['rubric', 'levels'], reason: `It has ${rubric.levels.length} levels, not ${LEVELS}.` }]),
    ...(count >= FEWEST_CRITERIA && count <= MOST_CRITERIA
      ? []
      : [
          {
            id,
            path: ['rubric', 'criteria'],
            reason: `It has ${count} criteria, not ${FEWEST_CRITERIA} to ${MOST_CRITERIA}.`,
          },
        ]),
    ...(research.length >= FEWEST_WORKS && research.length <= MOST_WORKS
      ? []
      : [{ id, path: ['research'], reason: `It has ${research.length} works, not ${FEWEST_WORKS} to ${MOST_WORKS}.` }]),
  ]
}

/** What keeps a catalogue from being the founding one, written in full. */
export function unlikeTheFounding({ badge, stacks, microCredentials }: CatalogueContent): Found[] {
  return [
    ...(stacks.length === STACKS
      ? []
      : [{ id: badge.id, path: ['stacks'], reason: `It has ${stacks.length} stacks, not ${STACKS}.` }]),
    ...stacks
      .filter((stack) => stack.micro_credentials.length !== MEMBERS)
      .map((stack) => ({
        id: stack.id,
        path: ['micro_credentials'],
        reason: `It has ${stack.micro_credentials.length} micro-credentials, not ${MEMBERS}.`,
      })),
    ...microCredentials.flatMap((content) =>
      isOutline(content)
        ? [{ id: content.id, path: ['status'], reason: 'It is an outline still, and not written in full.' }]
        : ofOne(content),
    ),
    ...[badge, ...stacks, ...microCredentials].flatMap((content) =>
      textsOf(content, theirs).flatMap(({ path, text }) => {
        const found = BRITISH.exec(text)?.[0]
        return found === undefined
          ? []
          : [{ id: content.id, path, reason: `"${found}" is spelled in another way in these texts.` }]
      }),
    ),
  ]
}
