import { expect, test } from 'vitest'
import { caseFile, PRACTICES } from '#test/factories/frameworks/frameworks.ts'
import { readCase } from './case/case.ts'
import type { Component } from './edition.ts'
import { nestedByDomain, type Nested } from './nested.ts'

const codes = (list: readonly Nested[]): unknown[] =>
  list.map(({ component: { code }, below }) => (below.length === 0 ? code : [code, ...codes(below)]))
const outline = (components: readonly Component[]) =>
  nestedByDomain(components).map(({ heading, list }) => [heading, ...codes(list)])

const shipped = (code: string, domain: string): Component => ({
  code,
  name: `Name of ${code}`,
  statement: null,
  kind: null,
  domain,
  depth: 1,
  item: null,
})

test('components without a tree stand under their domains', () => {
  expect(outline([shipped('1a', 'One'), shipped('1b', 'One'), shipped('2a', 'Two')])).toEqual([
    ['One', '1a', '1b'],
    ['Two', '2a'],
  ])
})

test('a tree stands under what is at its top, also where a page begins in the middle', () => {
  const read = readCase(
    'a',
    JSON.stringify(
      caseFile([...PRACTICES, [6, 'B.1.a', 'Waits', 5], [7, 'B.1.b', 'Asks again', 5], [8, 'C', 'Alone']]),
    ),
  )
  const components = read.ok ? read.edition.components : []
  expect(outline(components)).toEqual([
    ['A Planning with others', 'A.1', 'A.2'],
    ['B Listening', ['B.1', 'B.1.a', 'B.1.b']],
    ['', 'C'],
  ])
  expect(outline(components.slice(2, 4))).toEqual([['Planning with others', 'A.2'], ['B Listening']])
  expect(outline(components.slice(6))).toEqual([
    ['Listening', 'B.1.b'],
    ['', 'C'],
  ])
})
