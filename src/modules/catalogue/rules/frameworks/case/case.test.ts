import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseFile, caseId, PRACTICES, type CaseFile } from '#test/factories/frameworks/frameworks.ts'
import { readCase } from './case.ts'

const text = (file: unknown): string => JSON.stringify(file, null, 1)
const read = (file: unknown) => readCase('a.json', text(file))
const told = (content: string): string[] => {
  const answer = readCase('a.json', content)
  return answer.ok ? ['it is taken'] : answer.problems.map(({ reason }) => reason)
}
const changed = (change: (file: CaseFile) => unknown): string => {
  const file = caseFile()
  const other = change(file)
  return text(other ?? file)
}
/** The line on which a path stands in JSON that is written with a value on each line. */
const lineOf = (content: string, words: string): number =>
  content.split('\n').findIndex((line) => line.includes(words)) + 1

test('a framework is read with its tree, its codes and where each item is at home', () => {
  const answer = read(caseFile())
  expect(answer).toMatchObject({
    ok: true,
    notes: [],
    edition: {
      name: 'Riverbend Teaching Practices',
      edition: '2026',
      publisher: 'Riverbend',
      verified: false,
      document: { identifier: caseId(0) },
    },
  })
  expect(
    answer.ok && answer.edition.components.map(({ code, name, domain, depth }) => [code, name, domain, depth]),
  ).toEqual([
    ['A', 'Planning with others', 'Planning with others', 1],
    ['A.1', 'Plans lessons together', 'Planning with others', 2],
    ['A.2', 'Shares what was planned', 'Planning with others', 2],
    ['B', 'Listening', 'Listening', 1],
    ['B.1', 'Asks before answering', 'Listening', 2],
  ])
  expect(answer.ok && answer.edition.components[1]).toMatchObject({
    kind: 'Practice',
    item: { identifier: caseId(2), uri: `https://case.example.org/ims/case/v1p1/CFItems/${caseId(2)}` },
  })
})

test('what is left out or made up is told', () => {
  const file = caseFile([...PRACTICES, [6, 'A.1', 'Another one'], [7, '', 'No code']], {
    version: null,
    adoptionStatus: 'Draft',
  })
  file.CFAssociations = file.CFAssociations.slice(0, 5)
  file.CFAssociations.push({
    ...file.CFAssociations[0],
    identifier: caseId(2000),
    associationType: 'exactMatchOf',
    destinationNodeURI: null,
  })
  file.CFAssociations.push({
    ...file.CFAssociations[1],
    identifier: caseId(2001),
    destinationNodeURI: { identifier: caseId(4) },
  })
  file.CFItems[6] = { ...file.CFItems[6], abbreviatedStatement: 'Short' }
  const answer = read(file)
  expect(answer.ok && answer.notes).toEqual([
    'It names no version, so this edition is called after its last change, 2026-03-01.',
    'Its publisher says of it: Draft.',
    '2 items are not placed below anything; they stand at the top.',
    '1 item stands below more than one other; each is listed once.',
    '1 item has no code, and got the first letters of the identifier for one.',
    '2 items share a code with another, and got letters of the identifier after it.',
    '1 association of other kinds than isChildOf are left out.',
  ])
  const codes = answer.ok ? answer.edition.components.map(({ code }) => code) : []
  expect(new Set(codes).size).toBe(7)
  expect(codes).toContain('A.1 00000000')
  expect(codes).toContain(`A.1 ${caseId(6)}`)
  expect(answer.ok && answer.edition.components.at(-1)).toMatchObject({
    name: 'Short',
    statement: 'No code',
    domain: '',
  })
})

test('any tree is taken whole, and with one link that makes a circle none of it is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 2, maxLength: 19 }), fc.nat(), (drawn, pick) => {
      // Below an earlier one, or at the top.
      const lines = drawn.map((any, place) => [place + 1, `C${place}`, `Says ${place}`, any % (place + 1)] as const)
      const answer = read(caseFile(lines))
      expect(answer.ok && answer.edition.components.map(({ code }) => code).toSorted()).toEqual(
        lines.map(([, code]) => code).toSorted(),
      )
      const below = (pick % (lines.length - 1)) + 2
      const above = (number: number): number => lines[number - 1]?.[3] ?? 0
      let top = below
      while (above(top) !== 0) top = above(top)
      const circle = lines.map(
        ([number, code, words, parent]) => [number, code, words, number === top ? below : parent] as const,
      )
      expect(told(text(caseFile(circle)))).toEqual([expect.stringMatching(/ stands below itself/)])
    }),
  )
})

describe('a file is refused whole, with where and why', () => {
  test.each<[string, string, string | RegExp]>([
    ['nothing', ' \n', 'It is empty.'],
    [
      'ten megabytes',
      text({ words: 'x'.repeat(10_000_000) }),
      /^It has 100000\d\d letters; at most 6000000 are read\.$/,
    ],
    ['JSON that is half written', text(caseFile()).slice(0, 900), /^It is not JSON that can be read\. /],
    ['another kind of file', '[1, 2]', /^The file does not fit: .*object/],
    ['no document', changed(({ CFItems }) => ({ CFItems })), 'CFDocument is missing.'],
    ['no items', changed((file) => ({ ...file, CFItems: [] })), 'CFItems holds no items.'],
    [
      'an item twice',
      changed((file) => void file.CFItems.push({ ...file.CFItems[1] })),
      `CFItems.5.identifier is "${caseId(2)}", which is the identifier of CFItems.1 already.`,
    ],
    [
      'an item that is called like the document',
      changed((file) => void (file.CFItems[0] = { ...file.CFItems[0], identifier: caseId(0) })),
      new RegExp(`^CFItems\\.0\\.identifier is "${caseId(0)}", which is the identifier of CFDocument`),
    ],
    [
      'an association twice',
      changed((file) => void file.CFAssociations.push({ ...file.CFAssociations[1] })),
      `CFAssociations.5.identifier is "${caseId(1002)}", which is the identifier of CFAssociations.1 already.`,
    ],
    [
      'a parent that is not there',
      changed(
        (file) => void Object.assign(file.CFAssociations[1] ?? {}, { destinationNodeURI: { identifier: caseId(99) } }),
      ),
      `CFAssociations.1.destinationNodeURI is "${caseId(99)}", which is no item of this file.`,
    ],
    [
      'a document below an item',
      changed((file) => void Object.assign(file.CFAssociations[1] ?? {}, { originNodeURI: { identifier: caseId(0) } })),
      'CFAssociations.1.originNodeURI is the document, which stands below nothing.',
    ],
    [
      'an item below itself',
      changed(
        (file) => void Object.assign(file.CFAssociations[1] ?? {}, { destinationNodeURI: { identifier: caseId(2) } }),
      ),
      'CFItems.1 stands below itself.',
    ],
    [
      'a circle',
      text(
        caseFile([
          [1, 'A', 'One', 3],
          [2, 'B', 'Two', 1],
          [3, 'C', 'Three', 2],
        ]),
      ),
      'CFItems.0 stands below itself, by way of CFItems.2, then CFItems.1.',
    ],
    [
      'a tree too deep',
      text(caseFile(Array.from({ length: 30 }, (_, n) => [n + 1, `C${n}`, 'Deeper', n] as const))),
      'CFItems.20 stands more than 20 levels deep.',
    ],
    [
      'no identifier',
      changed((file) => void (file.CFItems[3] = { ...file.CFItems[3], identifier: 'B' })),
      /^CFItems\.3\.identifier must be an identifier such as /,
    ],
    [
      'an address that is none',
      changed((file) => void (file.CFItems[3] = { ...file.CFItems[3], uri: 'javascript:alert(1)' })),
      /^CFItems\.3\.uri must be a web address/,
    ],
    [
      'an address with spaces',
      changed((file) => void (file.CFItems[3] = { ...file.CFItems[3], uri: 'https://a.example/"> b' })),
      /^CFItems\.3\.uri must be a web address of at most/,
    ],
    [
      'script',
      changed(
        (file) => void (file.CFItems[3] = { ...file.CFItems[3], fullStatement: 'Listens <script>alert(1)</script>' }),
      ),
      'CFItems.3.fullStatement holds script, or a link to script, which no text here may.',
    ],
    [
      'an event in a tag',
      text(caseFile(PRACTICES, { title: '<img src=x onerror=alert(1)>' })),
      /^CFDocument\.title holds script/,
    ],
    [
      'a link to script',
      text(caseFile([[1, 'A', 'See [this](javascript:alert(1))']])),
      /^CFItems\.0\.fullStatement holds script/,
    ],
    [
      'letters that no database keeps',
      text(caseFile([[1, 'A', 'a\u0000b']])),
      /^CFItems\.0\.fullStatement holds a letter that cannot/,
    ],
    ['half a letter', text(caseFile([[1, 'A', 'a\uD800b']])), /^CFItems\.0\.fullStatement holds a letter that cannot/],
    [
      'a text of a megabyte',
      text(caseFile([[1, 'A', 'x'.repeat(1_000_000)]])),
      'CFItems.0.fullStatement has 1000000 letters; at most 10000 are read.',
    ],
    [
      'no name for its edition',
      text(caseFile(PRACTICES, { version: '', lastChangeDateTime: 'yesterday' })),
      /^CFDocument\.version is missing, and so is the day/,
    ],
    ['a key of the prototype', `{"__proto__": {"CFItems": []}, "CFDocument": 1}`, /^CFDocument does not fit/],
  ])('%s', (_, content, says) => {
    expect(told(content)).toContainEqual(typeof says === 'string' ? says : expect.stringMatching(says))
  })

  test('too many empty items are not looked at one by one', () => {
    const list = `[${'{},'.repeat(100_000)}{}]`
    expect(told(`{"CFItems": ${list}}`)).toEqual(['CFItems holds more than 20,000 items.'])
    expect(told(`{"CFItems": [], "CFAssociations": ${list}}`)).toEqual([
      'CFAssociations holds more than 100,000 associations.',
    ])
  })

  test('lines lead to what is wrong', () => {
    const content = changed((file) => void (file.CFItems[3] = { ...file.CFItems[3], uri: 'nowhere' }))
    const answer = readCase('a.json', content)
    expect(answer.ok || answer.problems[0]).toMatchObject({ file: 'a.json', line: lineOf(content, 'nowhere') })
  })

  test('of the same mistake made a thousand times, fifty are told', () => {
    const lines = Array.from({ length: 1000 }, (_, n) => [n + 1, `C${n}`, ''] as const)
    const all = told(text(caseFile(lines)))
    expect([all.length, all.at(-1)]).toEqual([51, '950 more like these are not shown.'])
  })

  test('whatever is put in the place of a value, the answer is a value', () => {
    const file = caseFile()
    const places = Object.keys(file)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), fc.jsonValue(), (key, at, value) => {
        const changing = structuredClone(file) as unknown as Record<string, unknown>
        const inner = changing[key]
        const entries = Object.keys(inner as object)
        const place = entries[at % (entries.length + 1)]
        if (place === undefined) changing[key] = value
        else (inner as Record<string, unknown>)[place] = value
        const answer = read(changing)
        if (!answer.ok) expect(answer.problems.every(({ reason }) => reason.endsWith('.'))).toBe(true)
      }),
    )
  })
})
