import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { fileSize, plural, wordCount } from '../../../ui/words/words.ts'
import type { ReadEvidence, ReadPart, ReadPrompt } from '../rules/reading.ts'

export const PART_NAMES = { product: 'Product', reflection: 'Reflection', application: 'Application' } as const

const KINDS = { link: 'LINK', image: 'IMG', pdf: 'PDF', document: 'DOC', audio: 'AUD', video: 'VID' } as const

/** What the browser can show inside the page; everything else is saved and opened beside it. */
const SHOWN_IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** `253 words, 2 files`; `nothing here` where a part is empty */
export function sizeInWords(part: ReadPart): string {
  const words = part.prompts.reduce((sum, { body }) => sum + wordCount(body), 0)
  const count = part.prompts.reduce((sum, { evidence }) => sum + evidence.length, 0)
  const said = [words > 0 ? plural(words, 'word') : '', count > 0 ? plural(count, 'item') : ''].filter(Boolean)
  return said.length === 0 ? 'nothing here' : said.join(', ')
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

function Evidence({ item, path }: { item: ReadEvidence; path: string }) {
  const { kind, label, url, mediaType, bytes } = item
  if (url !== null)
    return (
      <div className="evidence">
        <span className="kind">{KINDS[kind]}</span>
        <div>
          <a href={url} target="_blank" rel="noreferrer noopener">
            {label}: {hostOf(url)}
          </a>
          <div className="hint">
            Opens in a new tab. What is there is not ours, and it may show a name: do not look further than you need.
          </div>
        </div>
      </div>
    )
  const size = bytes === null ? '' : fileSize(bytes)
  return (
    <div className="evidence">
      <span className="kind">{KINDS[kind]}</span>
      <div>
        {kind === 'image' && mediaType !== null && SHOWN_IMAGES.has(mediaType) ? (
          <img src={path} alt={`${label}, handed in by the educator`} loading="lazy" />
        ) : null}
        {/* oxlint-disable jsx-a11y/media-has-caption -- what an educator recorded comes without captions */}
        {kind === 'audio' ? <audio src={path} controls preload="metadata" aria-label={label} /> : null}
        {kind === 'video' ? <video src={path} controls preload="metadata" aria-label={label} /> : null}
        {/* oxlint-enable jsx-a11y/media-has-caption */}
        <a href={path} download>
          Save {label}
        </a>
        <div className="hint">{size}</div>
      </div>
    </div>
  )
}

function PromptRead({ prompt, judgementId, anchor }: { prompt: ReadPrompt; judgementId: string; anchor: boolean }) {
  return (
    <div className="stackgap" id={anchor ? `prompt-${prompt.id}` : undefined}>
      <p className="soft small">
        <b>{prompt.id}</b> {prompt.text}
        {prompt.unchanged ? <b> Not changed since the attempt before.</b> : null}
      </p>
      {prompt.body.trim() === '' ? null : (
        <div className="reads">
          <Paragraphs text={prompt.body} />
        </div>
      )}
      {prompt.evidence.length === 0 ? null : (
        <div>
          {prompt.evidence.map((item) => (
            <Evidence key={item.id} item={item} path={`/judgements/${judgementId}/evidence/${item.id}`} />
          ))}
        </div>
      )}
      {prompt.body.trim() === '' && prompt.evidence.length === 0 ? (
        <p className="small soft">Nothing was handed in here.</p>
      ) : null}
    </div>
  )
}

/** What an educator handed in, part by part. Only one reading of a page carries the places to link to. */
export function Reading({
  parts,
  judgementId,
  earlier = false,
}: {
  parts: readonly ReadPart[]
  judgementId: string
  earlier?: boolean
}) {
  const Heading = earlier ? 'h4' : 'h2'
  return parts.map((part) => (
    <section key={part.kind} className="stackgap ruled" id={earlier ? undefined : `part-${part.kind}`}>
      <Heading>{PART_NAMES[part.kind]}</Heading>
      {part.prompts.map((prompt) => (
        <PromptRead key={prompt.id} prompt={prompt} judgementId={judgementId} anchor={!earlier} />
      ))}
    </section>
  ))
}
