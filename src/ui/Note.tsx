import type { ReactNode } from 'react'

interface Props {
  readonly title?: ReactNode
  /** `alert` only for something that needs the person now */
  readonly tone?: 'plain' | 'alert'
  readonly children?: ReactNode
}

/** A few sentences set apart by a bar. Give paragraphs, or plain words. */
export function Note({ title, tone = 'plain', children }: Props) {
  return (
    <div className={tone === 'alert' ? 'note wrong' : 'note'}>
      {title ? (
        <p>
          <b>{title}</b>
        </p>
      ) : null}
      {children}
    </div>
  )
}
