import type { MicroCredentialContent, Part, Prompt } from '../../catalogue/rules/content.ts'
import { inWorkOrder } from '../../catalogue/rules/rubric.ts'
import type { EvidenceKind } from '../../submissions/rules/evidence.ts'

/** Evidence as it may be shown: its own file name can hold a person's name, so a blind one takes its place. */
export type ReadEvidence = {
  id: string
  kind: EvidenceKind
  /** `Image 2`: the second image of this attempt */
  label: string
  /** Of a link alone. */
  url: string | null
  mediaType: string | null
  bytes: number | null
}

export type ReadPrompt = {
  id: string
  text: string
  body: string
  evidence: ReadEvidence[]
  /** Word for word, file for file as in the attempt before this one. */
  unchanged: boolean
}

export type ReadPart = { kind: Part['kind']; title: string; prompts: ReadPrompt[] }

type Laid = {
  id: string
  promptId: string
  kind: EvidenceKind
  name: string
  url: string | null
  mediaType: string | null
  bytes: number | null
}

/** One attempt as it was handed in. */
export type Attempt = { responses: readonly { promptId: string; body: string }[]; evidence: readonly Laid[] }

const NAMES: Record<EvidenceKind, string> = {
  link: 'Link',
  image: 'Image',
  pdf: 'PDF',
  document: 'Document',
  audio: 'Recording',
  video: 'Video',
}

/** The blind names of everything that was handed in with one attempt, by id. */
export function blindLabels(evidence: readonly { id: string; kind: EvidenceKind }[]): Map<string, string> {
  const counts = new Map<EvidenceKind, number>()
  return new Map(
    evidence.map(({ id, kind }) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return [id, `${NAMES[kind]} ${count}`]
    }),
  )
}

const bodyUnder = (attempt: Attempt, promptId: string): string =>
  attempt.responses.find((response) => response.promptId === promptId)?.body ?? ''

/** What lies under a prompt, as far as two attempts can be compared by it: a carried file is another row. */
const contentsUnder = ({ evidence }: Attempt, promptId: string): string =>
  JSON.stringify(
    evidence.filter((item) => item.promptId === promptId).map(({ kind, name, url, bytes }) => [kind, name, url, bytes]),
  )

/** An attempt as it is read: part by part in the order of work, prompt by prompt, next to the attempt before it. */
export function readingOf(content: MicroCredentialContent, attempt: Attempt, before: Attempt | null): ReadPart[] {
  const labels = blindLabels(attempt.evidence)
  const read = ({ id, text }: Prompt): ReadPrompt => ({
    id,
    text,
    body: bodyUnder(attempt, id),
    evidence: attempt.evidence
      .filter(({ promptId }) => promptId === id)
      .map((item) => ({
        id: item.id,
        kind: item.kind,
        label: labels.get(item.id) ?? '',
        url: item.url,
        mediaType: item.mediaType,
        bytes: item.bytes,
      })),
    unchanged:
      before !== null &&
      bodyUnder(before, id) === bodyUnder(attempt, id) &&
      contentsUnder(before, id) === contentsUnder(attempt, id),
  })
  return inWorkOrder(content).map(({ kind, title, prompts }) => ({ kind, title, prompts: prompts.map(read) }))
}

/** The ending of a downloaded file, from its type alone. */
const ENDINGS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
}

/** `4K-7719-image-2.jpg`: what a downloaded file is called, from the code of the submission and its blind label. */
export function blindFileName(code: string, label: string, name: string, mediaType: string): string {
  const ending = ENDINGS[mediaType] ?? /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin'
  return `${code}-${label.toLowerCase().replaceAll(' ', '-')}.${ending}`
}
