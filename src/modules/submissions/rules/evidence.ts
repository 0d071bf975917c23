/** What a person can hand in beside words. */
export const EVIDENCE_KINDS = ['link', 'image', 'pdf', 'document', 'audio', 'video'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
export type FileKind = Exclude<EvidenceKind, 'link'>

/** 2 GB, counted in thousands like every size on the screen. */
export const LARGEST_FILE = 2_000_000_000
/** Under one prompt; more than anyone can read. */
export const MOST_EVIDENCE = 20
const LONGEST_NAME = 255
const LONGEST_LINK = 2000

/** Why evidence was not taken; `refusalInWords` says each as a sentence. */
export type EvidenceRefusal =
  | 'name_empty'
  | 'name_path'
  | 'name_control'
  | 'name_reserved'
  | 'name_long'
  | 'type_unknown'
  | 'type_not_here'
  | 'content_differs'
  | 'too_large'
  | 'empty_file'
  | 'too_many'
  | 'link_invalid'
  | 'link_scheme'
  | 'link_secret'

type FileType = {
  kinds: readonly FileKind[]
  mediaType: string
  /** The extensions under which file-type knows the content; 'text' for what has no signature. */
  content: readonly string[] | 'text'
}

const image = (mediaType: string, ...content: string[]): FileType => ({ kinds: ['image'], mediaType, content })
const office = (mediaType: string, content: string): FileType => ({
  kinds: ['document'],
  mediaType: `application/vnd.${mediaType}`,
  content: [content],
})
const sound = (mediaType: string, ...content: string[]): FileType => ({ kinds: ['audio'], mediaType, content })
const film = (mediaType: string, ...content: string[]): FileType => ({ kinds: ['video'], mediaType, content })

/** The allowlist. What is not in it is refused, whatever it is. */
const TYPES: Readonly<Record<string, FileType>> = {
  jpg: image('image/jpeg', 'jpg'),
  jpeg: image('image/jpeg', 'jpg'),
  png: image('image/png', 'png', 'apng'),
  webp: image('image/webp', 'webp'),
  gif: image('image/gif', 'gif'),
  heic: image('image/heic', 'heic'),
  heif: image('image/heif', 'heic'),
  pdf: { kinds: ['pdf'], mediaType: 'application/pdf', content: ['pdf'] },
  docx: office('openxmlformats-officedocument.wordprocessingml.document', 'docx'),
  pptx: office('openxmlformats-officedocument.presentationml.presentation', 'pptx'),
  xlsx: office('openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'),
  odt: office('oasis.opendocument.text', 'odt'),
  odp: office('oasis.opendocument.presentation', 'odp'),
  ods: office('oasis.opendocument.spreadsheet', 'ods'),
  rtf: { kinds: ['document'], mediaType: 'application/rtf', content: ['rtf'] },
  txt: { kinds: ['document'], mediaType: 'text/plain; charset=utf-8', content: 'text' },
  csv: { kinds: ['document'], mediaType: 'text/csv; charset=utf-8', content: 'text' },
  mp3: sound('audio/mpeg', 'mp3'),
  m4a: sound('audio/mp4', 'm4a', 'm4b', 'mp4'),
  wav: sound('audio/wav', 'wav'),
  ogg: sound('audio/ogg', 'ogg', 'oga', 'opus', 'spx'),
  webm: { kinds: ['video', 'audio'], mediaType: 'video/webm', content: ['webm'] },
  mp4: film('video/mp4', 'mp4', 'm4v'),
  mov: film('video/quicktime', 'mov', 'mp4'),
}

/** The kinds of evidence a prompt takes. "file" is a page somebody wrote or drew: a PDF, a document or a picture of one. */
export function kindsFor(responses: readonly string[]): EvidenceKind[] {
  const taken = new Set<string>(responses)
  if (taken.has('file')) for (const kind of ['image', 'pdf', 'document']) taken.add(kind)
  return EVIDENCE_KINDS.filter((kind) => taken.has(kind))
}

export const takesFiles = (responses: readonly string[]): boolean => kindsFor(responses).some((kind) => kind !== 'link')

/** For the `accept` attribute of a file input; only a convenience, the server checks again. */
export const acceptAttribute = (responses: readonly string[]): string => {
  const kinds: readonly string[] = kindsFor(responses)
  return Object.keys(TYPES)
    .filter((extension) => TYPES[extension]?.kinds.some((kind) => kinds.includes(kind)))
    .map((extension) => `.${extension}`)
    .join(',')
}

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

// Control characters and the marks that make text run backwards: "exe.fdp" can be made to read "pdf.exe".
const HIDDEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
const utf8 = new TextEncoder()

/** A name that is safe to show and to save on any computer, or why it is not. Only space around it is taken away. */
export function displayName(raw: string): { ok: true; name: string } | { ok: false; reason: EvidenceRefusal } {
  const name = raw.normalize('NFC').trim()
  if (HIDDEN.test(raw)) return { ok: false, reason: 'name_control' }
  if (/[/\\]/.test(name) || /^\.+$/.test(name)) return { ok: false, reason: 'name_path' }
  if (name.replace(/\.[^.]*$/, '').trim() === '') return { ok: false, reason: 'name_empty' }
  if (RESERVED.test(name)) return { ok: false, reason: 'name_reserved' }
  if (utf8.encode(name).length > LONGEST_NAME) return { ok: false, reason: 'name_long' }
  return { ok: true, name }
}

export type FilePlan =
  { ok: true; name: string; kind: FileKind; mediaType: string } | { ok: false; reason: EvidenceRefusal }

/** Whether a file of this name and size may come under a prompt, before a byte of it has arrived. bytes null: not known yet. */
export function planFile(rawName: string, bytes: number | null, responses: readonly string[]): FilePlan {
  const named = displayName(rawName)
  if (!named.ok) return named
  const type = TYPES[extensionOf(named.name)]
  if (type === undefined) return { ok: false, reason: 'type_unknown' }
  const here: readonly string[] = kindsFor(responses)
  const kind = type.kinds.find((each) => here.includes(each))
  if (kind === undefined) return { ok: false, reason: 'type_not_here' }
  if (bytes === 0) return { ok: false, reason: 'empty_file' }
  if (bytes !== null && bytes > LARGEST_FILE) return { ok: false, reason: 'too_large' }
  const mediaType = kind === 'audio' ? type.mediaType.replace('video/', 'audio/') : type.mediaType
  return { ok: true, name: named.name, kind, mediaType }
}

/** What was found inside a file. */
export type Content = {
  bytes: number
  /** What file-type takes it for, as an extension; null where it knows no signature. */
  signature: string | null
  /** Whether all of it is UTF-8 without NUL. */
  text: boolean
  /** How it begins, at least 1,000 characters where there are so many; only for text. */
  beginning: string
}

const MARKUP = /<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)\b|^#!/i

/** Whether the content is what the name says. HTML, SVG and programs never are, since no name in the allowlist stands for them. */
export function contentFits(name: string, content: Content): boolean {
  const type = TYPES[extensionOf(name)]
  if (type === undefined) return false
  if (type.content !== 'text') return content.signature !== null && type.content.includes(content.signature)
  return content.signature === null && content.text && !MARKUP.test(content.beginning)
}

export type LinkPlan = { ok: true; url: string; name: string } | { ok: false; reason: EvidenceRefusal }

/** A link an assessor can open: http or https, and without a password in it. Its name is what the person calls it, else its address. */
export function planLink(rawUrl: string, rawName: string): LinkPlan {
  const typed = rawUrl.trim()
  if (typed === '' || typed.length > LONGEST_LINK || HIDDEN.test(typed)) return { ok: false, reason: 'link_invalid' }
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(complete)) return { ok: false, reason: 'link_invalid' }
  const url = new URL(complete)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, reason: 'link_scheme' }
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'link_secret' }
  if (!url.hostname.includes('.')) return { ok: false, reason: 'link_invalid' }
  const name = rawName.replaceAll(new RegExp(HIDDEN, 'gu'), ' ').trim().slice(0, 120)
  return {
    ok: true,
    url: url.href,
    name: name === '' ? `${url.hostname}${url.pathname === '/' ? '' : url.pathname}`.slice(0, 120) : name,
  }
}

const SAYS: Record<EvidenceRefusal, string> = {
  name_empty: 'This file has no name. Give it one that says what it is, then add it again.',
  name_path: 'The name of this file holds a slash or dots that could lead into a folder. Rename it, then add it again.',
  name_control:
    'The name of this file holds hidden signs that could make it read as another name. Rename it, then add it again.',
  name_reserved: 'Some computers keep this name for themselves and cannot open the file. Rename it, then add it again.',
  name_long: 'The name of this file is too long. Shorten it, then add it again.',
  type_unknown: 'Files of this type cannot be added. Save it as a PDF, a picture, a document, a sound or a video.',
  type_not_here: 'This prompt does not ask for this kind of file. Look at what it takes, just above.',
  content_differs:
    'What is inside this file is not what its name says, so it was not kept. Open it, save it anew in the right type, then add it again. Text must be saved as UTF-8.',
  too_large: 'This file is larger than 2 GB. Make it smaller, or put it where you keep such files and add a link.',
  empty_file: 'This file is empty. Choose it again.',
  too_many: 'There are already 20 things under this prompt. Remove one first.',
  link_invalid: 'This is not an address that can be opened. Copy it from the address bar of your browser.',
  link_scheme: 'A link must begin with https:// or http://.',
  link_secret: 'This address holds a name or a password. Add a link that opens without them.',
}

export const refusalInWords = (reason: EvidenceRefusal): string => SAYS[reason]
export const isEvidenceRefusal = (text: string | null): text is EvidenceRefusal =>
  text !== null && Object.hasOwn(SAYS, text)
