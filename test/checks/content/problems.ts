import { readCatalogue, type ContentFile } from '#src/modules/catalogue/rules/files.ts'
import { readFrameworks } from '#src/modules/catalogue/rules/frameworks/files.ts'
import { readMedallion } from '#src/modules/medallions/rules/example.ts'
import { findingsOfCatalogue } from '#src/modules/catalogue/rules/quality/catalogue.ts'
import { findSigns } from '#src/modules/catalogue/rules/quality/items/signs.ts'
import type { Problem } from '#src/modules/catalogue/rules/yaml.ts'
import { unlikeTheFounding } from './founding.ts'
import { missingElements, sampleCredentials } from './issued.ts'

/** The files of content/, each with its path inside its folder. */
export type Content = {
  catalogue: readonly ContentFile[]
  medallions: readonly ContentFile[]
  frameworks: readonly ContentFile[]
}

const FEWEST_MEDALLIONS = 2

/** Everything that can be proved wrong with the founding catalogue and what stands beside it; empty when all is well. */
export function contentProblems({ catalogue: files, medallions, frameworks: given }: Content, year: number): Problem[] {
  const frameworks = readFrameworks(given)
  if (!frameworks.ok) return frameworks.problems
  const read = readCatalogue(files)
  if (!read.ok) return read.problems

  if (medallions.length < FEWEST_MEDALLIONS)
    return [{ file: 'medallions', line: 0, reason: `There are ${medallions.length} to start from, not two.` }]

  const { catalogue, sources } = read
  const components = frameworks.frameworks.flatMap(({ editions }) =>
    editions.flatMap(({ name: framework, edition, verified, components: all }) =>
      all.map(({ code, name }) => ({ framework, edition, code, name, verified })),
    ),
  )
  const missing = [...sampleCredentials(catalogue)].flatMap(([id, credential]) =>
    missingElements(credential).map((element) => ({ id, path: [], reason: `Its credential would lack ${element}.` })),
  )
  const found = [
    ...unlikeTheFounding(catalogue),
    ...findingsOfCatalogue(catalogue, { year, components }),
    ...missing,
  ].map(({ id, path, reason }) => {
    const source = sources.find(({ content }) => content.id === id)
    return {
      file: source?.file ?? id,
      line: source?.lineOf(path) ?? 0,
      reason: path.length === 0 ? reason : `${path.join('.')}: ${reason}`,
    }
  })
  return [
    ...found,
    ...medallions.flatMap((file) => {
      const example = readMedallion(file, catalogue.microCredentials)
      return example.ok
        ? findSigns(example.example).map(({ path, reason }) => ({
            file: file.path,
            line: 0,
            reason: `${path.join('.')}: ${reason}`,
          }))
        : example.problems
    }),
  ]
}
