/**
 * A draft is written in sections, so that several authors can work on one thing. Each holds some keys of the content
 * file. A section may be incomplete: texts and lists may be empty, a number that is not known yet is null.
 */

export const draftKinds = ['micro-credential', 'stack', 'badge'] as const
export type DraftKind = (typeof draftKinds)[number]

export const isDraftKind = (text: string): text is DraftKind => draftKinds.some((kind) => kind === text)

/** The sections of a micro-credential, in the order in which they are read. */
export const SECTIONS = [
  'about',
  'method',
  'sources',
  'time',
  'product',
  'application',
  'reflection',
  'rubric',
  'alignments',
  'examples',
] as const

/** A stack and a badge have one section, named as they are. */
export type Section = (typeof SECTIONS)[number] | 'stack' | 'badge'

export const sectionsOf = (kind: DraftKind): readonly Section[] => (kind === 'micro-credential' ? SECTIONS : [kind])

export const isSectionOf = (kind: DraftKind, text: string): text is Section =>
  sectionsOf(kind).some((section) => section === text)

/** What a section holds: any JSON object, since a draft may be incomplete. */
export type SectionContent = Record<string, unknown>
export type Sections = Partial<Record<Section, SectionContent>>

/** The order of the keys in the content files, and the section that holds each. `id` and `version` are the draft's. */
const KEYS: Record<DraftKind, readonly (readonly [key: string, section: Section | null])[]> = {
  'micro-credential': [
    ['id', null],
    ['title', 'about'],
    ['aliases', 'about'],
    ['stack', 'about'],
    ['version', null],
    ['language', 'about'],
    ['competency', 'about'],
    ['summary', 'about'],
    ['why_it_matters', 'about'],
    ['not_assessed_here', 'about'],
    ['validity', 'about'],
    ['key_method', 'method'],
    ['research', 'sources'],
    ['resources', 'sources'],
    ['hours', 'time'],
    ['minutes', 'time'],
    ['minutes_note', 'time'],
    ['work_order', 'time'],
    ['assessment', 'time'],
    ['parts', null],
    ['rubric', 'rubric'],
    ['examples', 'examples'],
    ['common_reasons_for_not_yet', 'examples'],
    ['alignments', 'alignments'],
    ['prerequisites', 'about'],
    ['helpful_before', 'about'],
    ['tags', 'about'],
  ],
  stack: [
    'id',
    'title',
    'numeral',
    'figure',
    'ink',
    'salt',
    'language',
    'version',
    'summary',
    'note',
    'micro_credentials',
  ].map((key) => [key, key === 'id' || key === 'version' ? null : 'stack']),
  badge: [
    'id',
    'title',
    'letter',
    'aliases',
    'language',
    'version',
    'license',
    'summary',
    'description',
    'source_note',
    'stacks',
  ].map((key) => [key, key === 'id' || key === 'version' ? null : 'badge']),
}

/** The parts in the order of the content files, which is not that of the work. */
const PARTS = ['product', 'reflection', 'application'] as const

/** Where a place of a content file is written: the section, and the path in what the section holds. */
export function placeInSections(
  kind: DraftKind,
  [key, ...rest]: readonly PropertyKey[],
): { section: Section; path: readonly PropertyKey[] } | null {
  const part = key === 'parts' ? PARTS[Number(rest[0])] : undefined
  if (part !== undefined && kind === 'micro-credential') return { section: part, path: rest.slice(1) }
  const section = KEYS[kind].find(([name]) => name === key)?.[1] ?? null
  return section === null || key === undefined ? null : { section, path: [key, ...rest] }
}

const isObject = (value: unknown): value is SectionContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Cuts a content file, or an outline, into its sections. What the file does not say is empty there. */
export function splitContent(kind: DraftKind, content: SectionContent): Sections {
  const sections: Sections = Object.fromEntries(sectionsOf(kind).map((section) => [section, emptySection(section)]))
  for (const [key, section] of KEYS[kind]) {
    const value = content[key]
    if (section === null || value === undefined) continue
    const held = sections[section] ?? {}
    held[key] = key === 'key_method' ? { ...(held[key] as object), ...(value as object) } : value
    sections[section] = held
  }
  const parts: unknown[] = Array.isArray(content['parts']) ? content['parts'] : []
  for (const part of parts.filter(isObject)) {
    const section = PARTS.find((name) => name === part['kind'])
    if (section !== undefined) sections[section] = part
  }
  return sections
}

/** Puts the sections together again, with the keys in the order of the content files. */
export function joinSections(
  kind: DraftKind,
  sections: Sections,
  { id, version }: { id: string; version: string },
): SectionContent {
  const content: SectionContent = {}
  for (const [key, section] of KEYS[kind]) {
    const value =
      key === 'id'
        ? id
        : key === 'version'
          ? version
          : key === 'parts'
            ? PARTS.map((name) => sections[name] ?? emptySection(name))
            : section === null
              ? undefined
              : (sections[section] ?? emptySection(section))[key]
    if (value !== undefined) content[key] = value
  }
  return content
}

const unknown = () => ({ min: null, max: null })

const emptyPart = (kind: string): SectionContent => ({
  kind,
  title: '',
  purpose: '',
  minutes: unknown(),
  prompts: [],
  accepted_evidence: [],
  without_a_class: '',
  student_privacy: '',
})

const emptyExample = () => ({ title: '', text: '', why: '', scores: {} })

/** A section of which nothing is written yet. The levels of a rubric and the order of the work are what all have. */
export function emptySection(section: Section): SectionContent {
  switch (section) {
    case 'about':
      return {
        title: '',
        aliases: [],
        stack: '',
        language: 'en',
        competency: '',
        summary: '',
        why_it_matters: '',
        not_assessed_here: [],
        prerequisites: [],
        tags: [],
      }
    case 'method':
      return { key_method: { name: '', in_short: '', steps: [] } }
    case 'sources':
      return { research: [], resources: [] }
    case 'time':
      return {
        hours: { ...unknown(), credited: null },
        minutes: {
          read: unknown(),
          product: unknown(),
          application: unknown(),
          reflection: unknown(),
          check_and_submit: unknown(),
          total: unknown(),
        },
        work_order: ['product', 'application', 'reflection'],
        assessment: { type: '', participation: '', individual: true },
      }
    case 'product':
    case 'application':
    case 'reflection':
      return emptyPart(section)
    case 'rubric':
      return {
        rubric: {
          levels: [
            { id: 'not-yet', name: 'Not yet' },
            { id: 'developing', name: 'Developing' },
            { id: 'demonstrated', name: 'Demonstrated', required: true },
            { id: 'distinguished', name: 'Distinguished' },
          ],
          scoring_rules: [],
          criteria: [],
        },
      }
    case 'alignments':
      return { alignments: [] }
    case 'examples':
      return { examples: { meets: emptyExample(), not_quite: emptyExample() }, common_reasons_for_not_yet: [] }
    case 'stack':
      return {
        title: '',
        numeral: '',
        figure: 'planning',
        ink: 1,
        salt: 0,
        language: 'en',
        summary: '',
        micro_credentials: [],
      }
    case 'badge':
      return {
        title: '',
        letter: '',
        aliases: [],
        language: 'en',
        license: 'CC-BY-4.0',
        summary: '',
        description: '',
        stacks: [],
      }
  }
}
