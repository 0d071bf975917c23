/** What may become of an issuer's key. Words: docs/GLOSSARY.md. */

/** Ed25519 signs credentials and status lists; P-256 signs tokens, since the Open Badges validator takes no Ed25519 there. */
export const ISSUER_ALGORITHMS = ['Ed25519', 'P-256'] as const
export type IssuerAlgorithm = (typeof ISSUER_ALGORITHMS)[number]

/** active: it signs. replaced: it signs no more, and can be taken up again. retired: its private half is deleted. */
export type KeyState = 'active' | 'replaced' | 'retired'

const KEY_ACTIONS = ['rotate', 'restore', 'retire'] as const
export type KeyAction = (typeof KEY_ACTIONS)[number]
export const isKeyAction = (text: string | null): text is KeyAction => KEY_ACTIONS.some((action) => action === text)

/** Null when the action is not open: a key that signs cannot be retired, and a retired one never comes back. */
export function nextKeyState(state: KeyState, action: KeyAction): KeyState | null {
  switch (action) {
    case 'rotate':
      return state === 'active' ? 'replaced' : null
    case 'restore':
      return state === 'replaced' ? 'active' : null
    case 'retire':
      return state === 'replaced' ? 'retired' : null
  }
}
