import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react'

/** `ink` is the one main action of a view, `second` any other, `danger` what cannot simply be undone. */
export type ButtonVariant = 'ink' | 'second' | 'danger'

const CLASS = { ink: 'button', second: 'button second', danger: 'button danger' } satisfies Record<
  ButtonVariant,
  string
>

type ButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'className' | 'style' | 'disabled' | 'aria-disabled'> & {
  readonly variant?: ButtonVariant
  /** Smaller letters, for a row or a table */
  readonly compact?: boolean
  /**
   * Why the action is not available now. The button stays focusable and says so beside itself; it sends nothing,
   * with or without script. Leave it out when the action is available.
   */
  readonly reason?: ReactNode
}

/** Submits its form unless `type="button"`. Its words are a verb. */
export function Button({ variant = 'ink', compact = false, reason, type = 'submit', children, ...rest }: ButtonProps) {
  const reasonId = useId()
  const className = compact ? `${CLASS[variant]} compact` : CLASS[variant]
  if (!reason) {
    return (
      <button {...rest} type={type} className={className}>
        {children}
      </button>
    )
  }
  return (
    <>
      <button id={rest.id} type="button" className={className} aria-disabled="true" aria-describedby={reasonId}>
        {children}
      </button>
      <span className="hint" id={reasonId}>
        {reason}
      </span>
    </>
  )
}

type LinkButtonProps = Omit<ComponentPropsWithoutRef<'a'>, 'className' | 'style' | 'href'> & {
  readonly href: string
  readonly variant?: ButtonVariant
  readonly compact?: boolean
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant = 'ink', compact = false, href, children, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} href={href} className={compact ? `${CLASS[variant]} compact` : CLASS[variant]}>
      {children}
    </a>
  )
}
