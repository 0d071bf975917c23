/** What must fit together in one file beyond its shape. Each misfit is a sentence for the author of the file. */

import { isOutline, partKinds, type MicroCredentialContent, type OutlineContent } from './content.ts'
import { UNPRINTABLE } from './yaml.ts'

export type Misfit = { readonly path: readonly PropertyKey[]; readonly reason: string }

const quoted = (names: Iterable<string>): string => [...names].map((name) => `"${name}"`).join(', ')
const kindsInWords = partKinds.join(', ')

/** Every value that stands more than once, with the places after the first. */
export function repeated(values: readonly string[]): { value: string; place: number }[] {
  const seen = new Set<string>()
  return values.flatMap((value, place) => {
    if (seen.has(value)) return [{ value, place }]
    seen.add(value)
    return []
  })
}

/** Marks of another language than plain words: a tag or a comment of HTML, an address that runs a script. */
const MARKUP = /<[a-z!/?]|\b(?:java|vb)script\s*:|data:text\/html/i

/** Where a text holds HTML or a script; every text of a catalogue is plain words. */
export function misfitsOfTexts(content: unknown, path: readonly PropertyKey[] = []): Misfit[] {
  if (typeof content === 'string') {
    if (UNPRINTABLE.test(content)) return [{ path, reason: 'A text holds a sign that cannot be printed.' }]
    const [mark] = MARKUP.exec(content) ?? []
    return mark === undefined
      ? []
      : [{ path, reason: `Texts are plain words; this one holds HTML or a script (${mark}).` }]
  }
  if (typeof content !== 'object' || content === null) return []
  return Array.isArray(content)
    ? content.flatMap((inner, place) => misfitsOfTexts(inner, [...path, place]))
    : Object.entries(content).flatMap(([key, inner]) => misfitsOfTexts(inner, [...path, key]))
}

/** What does not fit within one micro-credential; empty when all is well. */
export function misfitsOf(content: MicroCredentialContent | OutlineContent): Misfit[] {
  const aligned = content.alignments.map(({ framework, edition, code }) => `${framework} ${edition} ${code}`)
  const twice = repeated(aligned).map(({ value, place }) => ({
    path: ['alignments', place],
    reason: `${value} is aligned twice.`,
  }))
  const always = [...misfitsOfTexts(content), ...twice, ...misfitsOfTags(content)]
  if (isOutline(content)) return always
  return [
    ...always,
    ...misfitsOfParts(content),
    ...misfitsOfMinutes(content),
    ...misfitsOfRubric(content),
    ...misfitsOfExamples(content),
  ]
}

/**
 * The tags are what a credential says several times of one thing, and signatures are made over its statements in order.
 * Some verifiers order letters by the units of UTF-16, others by their numbers in Unicode, and the two differ between
 * those beyond U+FFFF (emoji) and those from U+E000 on (the full-width `！`).
 */
function misfitsOfTags({ tags }: { tags: readonly string[] }): Misfit[] {
  const places = new Map(tags.map((tag, place) => [tag, place]))
  // Both orders are the same if they agree on neighbours.
  const inUnits = [...places.keys()].toSorted()
  return inUnits.flatMap((tag, at) => {
    const other = inUnits[at - 1]
    return other === undefined || beforeInUnicode(other, tag)
      ? []
      : [
          {
            path: ['tags', Math.max(places.get(tag) ?? 0, places.get(other) ?? 0)],
            reason: `"${other}" and "${tag}" first differ in letters that computers put in different orders (such as an emoji and a full-width sign), so some would not accept the signature of a credential with both. Write one of the two tags without that letter.`,
          },
        ]
  })
}

function beforeInUnicode(a: string, b: string): boolean {
  const [some, others] = [a, b].map((text) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0))
  const place = some?.findIndex((letter, at) => letter !== others?.[at]) ?? -1
  return place < 0 ? a !== b : (some?.[place] ?? 0) < (others?.[place] ?? 0)
}

function misfitsOfParts({ parts, work_order }: MicroCredentialContent): Misfit[] {
  const kinds = parts.map(({ kind }) => kind)
  const prompts = parts.flatMap((part, p) =>
    part.prompts.map(({ id }, place) => ({ id, path: ['parts', p, 'prompts', place, 'id'] })),
  )
  const once = (list: readonly string[]) => [...list].sort().join() === [...partKinds].sort().join()
  return [
    ...(once(kinds) ? [] : [{ path: ['parts'], reason: `The parts must be ${kindsInWords}, each once.` }]),
    ...(once(work_order)
      ? []
      : [{ path: ['work_order'], reason: `The work order must name ${kindsInWords}, each once.` }]),
    ...repeated(prompts.map(({ id }) => id)).map(({ value, place }) => ({
      path: prompts[place]?.path ?? ['parts'],
      reason: `The prompt "${value}" stands twice; every prompt needs an id of its own.`,
    })),
  ]
}

/** Minutes are the promise of the hours: each part repeats its own, and all together make the total. */
function misfitsOfMinutes({ parts, minutes, hours }: MicroCredentialContent): Misfit[] {
  const { total, ...shares } = minutes
  return (['min', 'max'] as const).flatMap((end) => {
    const sum = Object.values(shares).reduce((all, share) => all + share[end], 0)
    return [
      ...parts.flatMap((part, place) =>
        part.minutes[end] === minutes[part.kind][end]
          ? []
          : [
              {
                path: ['parts', place, 'minutes', end],
                reason: `The ${part.kind} says ${part.minutes[end]} minutes here and ${minutes[part.kind][end]} under minutes.`,
              },
            ],
      ),
      ...(sum === total[end]
        ? []
        : [
            { path: ['minutes', 'total', end], reason: `The minutes add up to ${sum}, not to ${total[end]} (${end}).` },
          ]),
      ...(total[end] === hours[end] * 60
        ? []
        : [
            {
              path: ['minutes', 'total', end],
              reason: `The total is ${total[end]} minutes, but hours.${end} says ${hours[end] * 60}.`,
            },
          ]),
    ]
  })
}

function misfitsOfRubric({ rubric, parts }: MicroCredentialContent): Misfit[] {
  const { levels, criteria } = rubric
  const ids = levels.map(({ id }) => id)
  const required = levels.flatMap((level, place) => (level.required ? [place] : []))
  const prompts = parts.flatMap((part) => part.prompts.map(({ id }) => id))
  const scored = new Set(criteria.flatMap(({ look_in }) => look_in))
  const unscored = prompts.filter((id) => !scored.has(id))
  const at = (...rest: PropertyKey[]) => ['rubric', ...rest]
  return [
    ...repeated(ids).map(({ value, place }) => ({
      path: at('levels', place, 'id'),
      reason: `The level "${value}" stands twice.`,
    })),
    ...(required.length === 1
      ? required[0] === 0
        ? [{ path: at('levels', 0), reason: 'The lowest level cannot be the required one.' }]
        : []
      : [{ path: at('levels'), reason: `Exactly one level must be required; here ${required.length} are.` }]),
    ...repeated(criteria.map(({ id }) => id)).map(({ value, place }) => ({
      path: at('criteria', place, 'id'),
      reason: `The criterion "${value}" stands twice.`,
    })),
    ...partKinds
      .filter((kind) => !criteria.some(({ part }) => part === kind))
      .map((kind) => ({ path: at('criteria'), reason: `No criterion scores the ${kind}.` })),
    ...(unscored.length === 0 ? [] : [{ path: at('criteria'), reason: `No criterion looks in ${quoted(unscored)}.` }]),
    ...criteria.flatMap((criterion, c) => {
      const missing = ids.filter((id) => criterion.levels[id] === undefined)
      const strange = Object.keys(criterion.levels).filter((id) => !ids.includes(id))
      const texts = Object.entries(criterion.levels)
      return [
        ...criterion.look_in.flatMap((id, place) =>
          prompts.includes(id)
            ? []
            : [
                {
                  path: at('criteria', c, 'look_in', place),
                  reason: `"${criterion.id}" looks in "${id}", which is no prompt.`,
                },
              ],
        ),
        ...repeated(criterion.look_in).map(({ value, place }) => ({
          path: at('criteria', c, 'look_in', place),
          reason: `"${criterion.id}" looks in "${value}" twice.`,
        })),
        ...(missing.length === 0
          ? []
          : [{ path: at('criteria', c, 'levels'), reason: `"${criterion.id}" does not describe ${quoted(missing)}.` }]),
        ...(strange.length === 0
          ? []
          : [
              {
                path: at('criteria', c, 'levels'),
                reason: `"${criterion.id}" describes ${quoted(strange)}, which the rubric does not have.`,
              },
            ]),
        ...repeated(texts.map(([, text]) => text)).map(({ place }) => ({
          path: at('criteria', c, 'levels', texts[place]?.[0] ?? ''),
          reason: `"${criterion.id}" describes two levels with the same words.`,
        })),
      ]
    }),
  ]
}

/** The one example meets everything that it shows, the other misses something: assessors are trained on both. */
function misfitsOfExamples({ rubric, examples }: MicroCredentialContent): Misfit[] {
  const order = rubric.levels.map(({ id }) => id)
  const need = rubric.levels.findIndex(({ required }) => required)
  const short = (scores: Record<string, string>) =>
    Object.entries(scores).filter(([, level]) => order.indexOf(level) < need)
  const strange = (['meets', 'not_quite'] as const).flatMap((which) =>
    Object.entries(examples[which].scores).flatMap(([id, level]) => [
      ...(rubric.criteria.some((criterion) => criterion.id === id)
        ? []
        : [
            { path: ['examples', which, 'scores', id], reason: `A score is given for "${id}", which is no criterion.` },
          ]),
      ...(order.includes(level)
        ? []
        : [{ path: ['examples', which, 'scores', id], reason: `"${id}" is scored "${level}", which is no level.` }]),
    ]),
  )
  if (strange.length > 0) return strange
  return [
    ...short(examples.meets.scores).map(([id]) => ({
      path: ['examples', 'meets', 'scores', id],
      reason: `The example that meets is below the required level in "${id}".`,
    })),
    ...(short(examples.not_quite.scores).length > 0
      ? []
      : [
          {
            path: ['examples', 'not_quite', 'scores'],
            reason: 'The example that does not quite meet it must be below the required level somewhere.',
          },
        ]),
  ]
}
