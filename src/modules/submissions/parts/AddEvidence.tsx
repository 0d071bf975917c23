import { useState, type DragEvent } from 'react'
import { Field, TextField } from '../../../ui/forms/Field.tsx'

interface Props {
  readonly pursuitId: string
  readonly promptId: string
  readonly takesFiles: boolean
  readonly takesLinks: boolean
  readonly accept: string
  /** With script: sends the files at once. Without it the form's button does. */
  readonly send: ((files: Iterable<File>) => void) | null
  /** Why the last file or link was not taken, and the link as it was typed */
  readonly refused: { readonly message: string; readonly url: string; readonly name: string } | null
}

/** Below the words of a prompt: a file, or a link, as its responses allow. */
export function AddEvidence({ pursuitId, promptId, takesFiles, takesLinks, accept, send, refused }: Props) {
  if (!takesFiles && !takesLinks) return null
  return (
    <div className="stackgap">
      {takesFiles ? <AddFile {...{ pursuitId, promptId, accept, send }} /> : null}
      {refused === null ? null : (
        <p className="wrong-text" role="alert">
          {refused.message}
        </p>
      )}
      {takesLinks ? (
        <details open={refused !== null && refused.url !== ''}>
          <summary>Add a link</summary>
          <div className="fields side">
            <TextField
              name={`link:${promptId}`}
              label="Address"
              hint="It must open without signing in."
              inputMode="url"
              defaultValue={refused?.url ?? ''}
            />
            <TextField name={`linkname:${promptId}`} label="What it is" optional defaultValue={refused?.name ?? ''} />
          </div>
          <p>
            <button className="button second compact" name="intent" value={`link:${promptId}`}>
              Add the link
            </button>
          </p>
        </details>
      ) : null}
    </div>
  )
}

type FileProps = Pick<Props, 'pursuitId' | 'promptId' | 'accept' | 'send'>

function AddFile({ pursuitId, promptId, accept, send }: FileProps) {
  const [over, setOver] = useState(false)
  const name = `file:${promptId}`
  if (send === null)
    return (
      <div className="drop">
        <Field name={name} label="Add a file" hint="Up to 2 GB. Your words are saved with it.">
          {(wiring) => <input {...wiring} type="file" name={name} accept={accept} />}
        </Field>
        <button
          className="button second"
          formAction={`/pursuits/${pursuitId}/evidence`}
          formEncType="multipart/form-data"
          formMethod="post"
          name="intent"
          value="upload"
        >
          Add this file
        </button>
      </div>
    )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files)
  }
  const id = `add-${promptId}`
  return (
    <div
      className="drop"
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label className="button second" htmlFor={id}>
        Add a file<span className="unseen"> for {promptId}</span>
      </label>
      <input
        className="unseen"
        type="file"
        id={id}
        accept={accept}
        multiple
        onChange={({ currentTarget }) => {
          send(Array.from(currentTarget.files ?? []))
          currentTarget.value = ''
        }}
      />
      <span className="hint">or drop it here. Up to 2 GB.</span>
    </div>
  )
}
