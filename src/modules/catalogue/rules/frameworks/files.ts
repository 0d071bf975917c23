/** Reads the frameworks that Mintmark ships (content/frameworks). Any mistake refuses all of them, with a sentence each. */

import { z } from 'zod'
import type { ContentFile } from '../files.ts'
import { notPlain } from './plain-text.ts'
import { readYaml, shapeProblems, type Problem } from '../yaml.ts'
import type { Edition } from './edition.ts'

export type Framework = { key: string; name: string; note: string; editions: Edition[] }

const MOST_FILES = 100

const text = z
  .string()
  .trim()
  .min(1, 'is empty.')
  .superRefine((words, context) => {
    const reason = notPlain(words)
    if (reason !== null) context.addIssue(reason)
  })

const component = z.strictObject({ code: text, name: text, domain: text })

const edition = z.strictObject({
  edition: text,
  /** Where an edition goes by a name of its own, which alignments then give */
  name: text.optional(),
  verified: z.boolean(),
  /** What was compared with what, or what a person still has to compare */
  note: text,
  components: z.array(component).min(1, 'needs at least one component.'),
})

const frameworkShape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters and figures, with single hyphens between them.'),
  name: text,
  publisher: text,
  editions: z.array(edition).min(1, 'needs at least one edition.'),
  source_note: text,
})
type Written = z.infer<typeof frameworkShape>

/** The frameworks in these files, or everything that is wrong with them. */
export function readFrameworks(
  files: readonly ContentFile[],
): { ok: true; frameworks: Framework[] } | { ok: false; problems: Problem[] } {
  if (files.length > MOST_FILES)
    return {
      ok: false,
      problems: [{ file: '', line: 0, reason: `There are ${files.length} files; at most ${MOST_FILES} are read.` }],
    }
  const problems: Problem[] = []
  const frameworks: Framework[] = []
  const taken = new Map<string, string>()
  for (const { path, text: content } of files) {
    const read = readYaml(path, content)
    if ('problems' in read) {
      problems.push(...read.problems)
      continue
    }
    const parsed = frameworkShape.safeParse(read.value)
    if (!parsed.success) {
      problems.push(...shapeProblems(parsed.error.issues, read))
      continue
    }
    const framework = frameworkOf(parsed.data)
    problems.push(
      ...[...misfitsOf(parsed.data, path), ...takenBefore(framework, taken)].map((misfit) => ({
        file: path,
        line: read.lineOf(misfit.path),
        reason: misfit.reason,
      })),
    )
    for (const each of framework.editions) taken.set(keyOf(each), path)
    frameworks.push(framework)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, frameworks }
}

const keyOf = ({ name, edition }: { name: string; edition: string }): string => `${name} ${edition}`

function frameworkOf({ id, name, publisher, editions, source_note }: Written): Framework {
  return {
    key: id,
    name,
    note: source_note,
    editions: editions.map((each) => ({
      name: each.name ?? name,
      edition: each.edition,
      publisher,
      verified: each.verified,
      note: each.note,
      document: null,
      components: each.components.map(({ code, name, domain }) => ({
        code,
        name,
        statement: null,
        kind: null,
        domain,
        depth: 1,
        item: null,
      })),
    })),
  }
}

type Misfit = { path: PropertyKey[]; reason: string }

function misfitsOf({ id, name, editions }: Written, file: string): Misfit[] {
  const named = editions.map((each) => keyOf({ name: each.name ?? name, edition: each.edition }))
  return [
    ...(file === `${id}.yaml` ? [] : [{ path: ['id'], reason: `The id "${id}" must be the name of the file.` }]),
    ...named.flatMap((key, place) =>
      named.indexOf(key) < place
        ? [{ path: ['editions', place, 'edition'], reason: `The edition "${key}" stands twice.` }]
        : [],
    ),
    ...editions.flatMap(({ components }, e) =>
      (['code', 'name'] as const).flatMap((what) => {
        const all = components.map((component) => component[what])
        return all.flatMap((value, place) =>
          all.indexOf(value) < place
            ? [
                {
                  path: ['editions', e, 'components', place, what],
                  reason: `The ${what} "${value}" stands twice in this edition.`,
                },
              ]
            : [],
        )
      }),
    ),
  ]
}

const takenBefore = ({ editions }: Framework, taken: ReadonlyMap<string, string>): Misfit[] =>
  editions.flatMap((each, place) => {
    const file = taken.get(keyOf(each))
    return file === undefined
      ? []
      : [{ path: ['editions', place], reason: `"${keyOf(each)}" stands in ${file} already.` }]
  })
