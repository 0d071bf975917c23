import type { RefObject } from 'react'
import { Button } from '../../../ui/forms/Button.tsx'

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly levels: number
  readonly on: boolean
  readonly onTurn: (on: boolean) => void
}

/** All keys of the assessing page, and the switch that turns them off on this device. */
export function KeysDialog({ dialog, levels, on, onTurn }: Props) {
  const keys = [
    [`1–${levels}`, 'Choose a level for the current criterion'],
    ['J', 'Go to the next criterion'],
    ['K', 'Go to the criterion before'],
    ['C', 'Write the comment on the current criterion'],
    ['Esc', 'Leave the comment'],
    ['?', 'Show these keys'],
  ] as const
  return (
    <dialog ref={dialog} aria-labelledby="keys-title">
      <div className="stackgap">
        <h2 id="keys-title">Keys</h2>
        <dl className="facts">
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p className="small">They do nothing while you type.</p>
        <label className="choice">
          <input type="checkbox" checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
          <span>Use these keys on this device</span>
        </label>
        <form method="dialog" className="actions">
          <Button>Close</Button>
        </form>
      </div>
    </dialog>
  )
}
