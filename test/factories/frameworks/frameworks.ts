import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import type { ContentFile } from '#src/modules/catalogue/rules/files.ts'

/** The files of the frameworks that are shipped. */
export const frameworkFiles = (): Promise<ContentFile[]> => readContentFolder('content/frameworks')

/** A CASE identifier that is the same for the same number. */
export const caseId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The number of a CASE item, its code and its words; and the number of the item that it stands below. */
export type CaseLine = readonly [number: number, code: string, words: string, below?: number]

export type CaseFile = {
  CFDocument: Record<string, unknown>
  CFItems: Record<string, unknown>[]
  CFAssociations: Record<string, unknown>[]
}

const AT = 'https://case.example.org/ims/case/v1p1'
const linked = (number: number, what: string) => ({
  title: `${what} ${number}`,
  identifier: caseId(number),
  uri: `${AT}/${what}s/${caseId(number)}`,
})

export const PRACTICES: readonly CaseLine[] = [
  [1, 'A', 'Planning with others'],
  [2, 'A.1', 'Plans lessons together', 1],
  [3, 'A.2', 'Shares what was planned', 1],
  [4, 'B', 'Listening'],
  [5, 'B.1', 'Asks before answering', 4],
]

/** A CASE file (CFPackage) of these lines, as other programs write it. Its document has the number 0. */
export function caseFile(lines: readonly CaseLine[] = PRACTICES, about: Record<string, unknown> = {}): CaseFile {
  const changed = '2026-03-01T09:00:00+00:00'
  return {
    CFDocument: {
      ...linked(0, 'CFDocument'),
      title: 'Riverbend Teaching Practices',
      creator: 'Riverbend Department of Education',
      publisher: 'Riverbend',
      version: '2026',
      adoptionStatus: 'Adopted',
      lastChangeDateTime: changed,
      CFPackageURI: linked(0, 'CFPackage'),
      ...about,
    },
    CFItems: lines.map(([number, code, words]) => ({
      ...linked(number, 'CFItem'),
      fullStatement: words,
      humanCodingScheme: code,
      CFItemType: 'Practice',
      lastChangeDateTime: changed,
      CFDocumentURI: linked(0, 'CFDocument'),
    })),
    CFAssociations: lines.map(([number, , , below = 0], place) => ({
      ...linked(1000 + number, 'CFAssociation'),
      associationType: 'isChildOf',
      sequenceNumber: place + 1,
      originNodeURI: linked(number, 'CFItem'),
      destinationNodeURI: linked(below, below === 0 ? 'CFDocument' : 'CFItem'),
      lastChangeDateTime: changed,
    })),
  }
}
