import { useEffect, useSyncExternalStore, type RefObject } from 'react'

const SWITCH = 'mintmark.judging-keys'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=radio]):not([type=checkbox])'))

const sheets = (form: HTMLFormElement): HTMLFieldSetElement[] => [
  ...form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-criterion]'),
]

/** Puts the focus on the chosen level of a criterion, or on its first. */
function goTo(fieldset: HTMLFieldSetElement | undefined): void {
  const radio =
    fieldset?.querySelector<HTMLInputElement>('input:checked') ?? fieldset?.querySelector<HTMLInputElement>('input')
  fieldset?.scrollIntoView({ block: 'nearest' })
  radio?.focus({ preventScroll: true })
}

const listen = (hear: () => void): (() => void) => {
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}

/**
 * The keys of the assessing page: 1-9 score the current criterion, J and K go to the next and the one before, C opens
 * its comment, ? shows them all; Escape leaves a comment. Never while somebody types, with Ctrl, Alt or Meta, or under
 * an open dialog; and each person can switch them off on their device.
 */
export function useKeys(form: RefObject<HTMLFormElement | null>, dialog: RefObject<HTMLDialogElement | null>) {
  const on = useSyncExternalStore(
    listen,
    () => localStorage.getItem(SWITCH) !== 'off',
    () => true,
  )

  useEffect(() => {
    const current = (): HTMLFieldSetElement | undefined => {
      if (form.current === null) return undefined
      const here = document.activeElement?.closest<HTMLFieldSetElement>('fieldset[data-criterion]')
      return here ?? sheets(form.current)[0]
    }
    const step = (by: number): void => {
      if (form.current === null) return
      const all = sheets(form.current)
      const here = document.activeElement?.closest('fieldset[data-criterion]') ?? null
      const place = all.findIndex((sheet) => sheet === here)
      goTo(place === -1 ? all[0] : all[Math.max(0, Math.min(all.length - 1, place + by))])
    }
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || dialog.current?.open) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape' && form.current?.contains(event.target as Node)) goTo(current())
        return
      }
      if (event.key === '?') dialog.current?.showModal()
      else if (!on) return
      else if (event.key === 'j' || event.key === 'J') step(1)
      else if (event.key === 'k' || event.key === 'K') step(-1)
      else if (event.key === 'c' || event.key === 'C') current()?.querySelector('textarea')?.focus()
      else if (/^[1-9]$/.test(event.key)) {
        const radio = current()?.querySelectorAll<HTMLInputElement>('input[type=radio]')[Number(event.key) - 1]
        radio?.focus()
        radio?.click()
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [form, dialog, on])

  const turn = (next: boolean): void => {
    localStorage.setItem(SWITCH, next ? 'on' : 'off')
    // Only other tabs hear of it by themselves.
    window.dispatchEvent(new StorageEvent('storage', { key: SWITCH }))
  }
  return { on, turn }
}
