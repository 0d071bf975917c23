import { dayOfYear } from '../../../ui/words/dates.ts'
import { duration, fileSize } from '../../../ui/words/words.ts'
import type { UploadState, Uploads } from './use-uploads.ts'

export interface EvidenceView {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly url: string | null
  readonly bytes: number | null
  readonly state: string
  readonly addedAt: Date
}

interface Props {
  readonly pursuitId: string
  readonly evidence: readonly EvidenceView[]
  readonly timeZone: string
  /** Whether a button of the form around it may take things away */
  readonly editable: boolean
  readonly uploads?: readonly UploadState[]
  readonly control?: Uploads
}

const sign = ({ kind, name }: Pick<EvidenceView, 'kind' | 'name'>): string =>
  kind === 'link' ? 'LINK' : (/\.([^.]{1,4})$/.exec(name)?.[1] ?? kind).toUpperCase()

/** What lies under a prompt, each as a card with its one action. Remove is a button of the form around it. */
export function EvidenceList({ pursuitId, evidence, timeZone, editable, uploads = [], control }: Props) {
  const sending = new Set(uploads.map(({ evidenceId }) => evidenceId))
  const rows = evidence.filter(({ id, state }) => state === 'ready' || !sending.has(id))
  if (rows.length + uploads.length === 0) return null
  return (
    <div>
      {rows.map((item) => (
        <div className="evidence" key={item.id}>
          <span className="kind">{sign(item)}</span>
          <div>
            <Name item={item} pursuitId={pursuitId} />
            <div className="hint">
              {[
                item.state === 'uploading'
                  ? 'Not complete: choose the same file again and it goes on where it stopped.'
                  : null,
                item.bytes === null ? null : fileSize(item.bytes),
                `added ${dayOfYear(item.addedAt, { timeZone })}`,
              ]
                .filter((fact) => fact !== null)
                .join(' · ')}
            </div>
          </div>
          {editable ? (
            <button className="textbutton small" name="intent" value={`remove:${item.id}`}>
              Remove<span className="unseen"> {item.name}</span>
            </button>
          ) : null}
        </div>
      ))}
      {control === undefined
        ? null
        : uploads.map((upload) => <UploadCard key={upload.key} upload={upload} control={control} />)}
    </div>
  )
}

function Name({ item, pursuitId }: { readonly item: EvidenceView; readonly pursuitId: string }) {
  if (item.state === 'uploading') return <span>{item.name}</span>
  if (item.url !== null)
    return (
      <a href={item.url} rel="noreferrer">
        {item.name}
      </a>
    )
  return <a href={`/pursuits/${pursuitId}/evidence/${item.id}`}>{item.name}</a>
}

function UploadCard({ upload, control }: { readonly upload: UploadState; readonly control: Uploads }) {
  const { key, name, sent, total, secondsLeft, state, message } = upload
  const id = `upload-${key.replaceAll(/[^\w-]+/g, '-')}`
  const left =
    secondsLeft === null ? '' : `, ${secondsLeft < 60 ? 'less than a minute' : `about ${duration(secondsLeft / 60)}`}`
  return (
    <div className="evidence">
      <span className="kind">{sign({ kind: 'file', name })}</span>
      <div>
        <span id={id}>{name}</span>
        {message === null ? (
          <>
            <progress aria-labelledby={id} max={total} value={sent} />
            <div className="hint">
              {fileSize(sent)} of {fileSize(total)}
              {state === 'paused' ? ', paused. ' : `${left}. `}
              You can close this page: choose the same file later, and it goes on where it stopped.
            </div>
          </>
        ) : (
          <div className="wrong-text" role="alert">
            {message}
          </div>
        )}
      </div>
      <UploadButton upload={upload} control={control} />
    </div>
  )
}

function UploadButton({
  upload: { key, name, state },
  control,
}: {
  readonly upload: UploadState
  readonly control: Uploads
}) {
  const [verb, act] = {
    running: ['Pause', control.pause] as const,
    paused: ['Go on', control.goOn] as const,
    stopped: ['Go on', control.goOn] as const,
    refused: ['Close', control.forget] as const,
  }[state]
  return (
    <button type="button" className="button second compact" onClick={() => act(key)}>
      {verb}
      <span className="unseen"> {name}</span>
    </button>
  )
}
