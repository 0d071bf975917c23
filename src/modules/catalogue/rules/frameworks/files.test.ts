import { describe, expect, test } from 'vitest'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import type { ContentFile } from '../files.ts'
import { inOneLine } from '../yaml.ts'
import { readFrameworks } from './files.ts'

const files = await frameworkFiles()

const edited = (path: string, edit: (text: string) => string): ContentFile[] =>
  files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file))
const refused = (given: readonly ContentFile[]): string[] => {
  const read = readFrameworks(given)
  return read.ok ? [] : read.problems.map(inOneLine)
}

test('what is shipped is complete, and says what nobody has verified', () => {
  expect(refused(files)).toEqual([])
  const read = readFrameworks(files)
  const editions = read.ok ? read.frameworks.flatMap((framework) => framework.editions) : []
  expect(
    editions.map(({ name, edition, verified, components }) => [name, edition, components.length, verified]),
  ).toEqual([
    ['Danielson Framework for Teaching', '2013', 22, true],
    ['Danielson Framework for Teaching', '2022', 22, false],
    ['InTASC Model Core Teaching Standards', '2011', 10, true],
    ['Marzano Focused Teacher Evaluation Model', '2017', 23, true],
    ['PBLWorks Gold Standard PBL', '2015', 7, true],
    ['PBLWorks Project Based Teaching Practices', '2015', 7, false],
  ])
})

describe('a mistake is told with its file, its line and the reason', () => {
  test.each([
    [
      'a code twice',
      (text: string) => text.replace('code: 1b', 'code: 1a'),
      'danielson.yaml:14: The code "1a" stands twice in this edition.',
    ],
    [
      'a name twice',
      (text: string) => text.replace('Knowing and Valuing Students', 'Setting Instructional Outcomes'),
      /^danielson\.yaml:\d+: The name "Setting Instructional Outcomes" stands twice/,
    ],
    [
      'an edition twice',
      (text: string) => text.replace('"2022"', '"2013"'),
      /^danielson\.yaml:\d+: The edition "Danielson Framework for Teaching 2013" stands twice\.$/,
    ],
    [
      'another id',
      (text: string) => text.replace('id: danielson', 'id: daniel'),
      'danielson.yaml:1: The id "daniel" must be the name of the file.',
    ],
    [
      'no word on whether it is verified',
      (text: string) => text.replace('    verified: true\n', ''),
      /^danielson\.yaml:\d+: editions\.0\.verified is missing\.$/,
    ],
    [
      'an edition that another file has',
      (text: string) =>
        text
          .replace('name: Danielson Framework for Teaching', 'name: Marzano Focused Teacher Evaluation Model')
          .replace('"2013"', '"2017"'),
      /Model 2017" stands in danielson\.yaml already\.$/,
    ],
    [
      'script',
      (text: string) => text.replace('Showing Professionalism', '"<script>alert(1)</script>"'),
      /name holds script, or a link to script/,
    ],
    [
      'YAML that is half written',
      (text: string) => `${text.slice(0, 1000)}\n  - {code: `,
      /^danielson\.yaml:\d+: It is not YAML that can be read/,
    ],
  ])('%s', (_, edit, says) => {
    const told = refused(edited('danielson.yaml', edit))
    expect(told).toEqual([typeof says === 'string' ? says : expect.stringMatching(says)])
  })
})
