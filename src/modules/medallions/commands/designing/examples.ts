import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readYaml } from '../../../catalogue/rules/yaml.ts'
import { medallionExampleShape, type MedallionExample } from '../../rules/example.ts'

const FOLDER = 'content/pbl/medallions'

/** The examples that come with Mintmark, by name; each may be the start of a medallion. */
export async function readExamples(): Promise<MedallionExample[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const read = readYaml(name, await readFile(join(FOLDER, name), 'utf8'))
      if ('problems' in read) throw new Error(`The example ${name} cannot be read.`)
      return medallionExampleShape.parse(read.value)
    }),
  )
}
