import type { SlotKind } from './sheet.ts'

const LITERALS = ['plain', 'Éva "Q" \\ 王芳', 'a\nb\tc\u0000\u007f', '😀 and more', '', '$1 $& <b> _:z .\n']

/** Values to try a template with: every token and literal is its own, so that no two nodes are given one name. */
export const sampleValues = (slots: Readonly<Record<string, SlotKind>>): Record<string, string>[] =>
  LITERALS.map((_, set) =>
    Object.fromEntries(
      Object.entries(slots).map(([name, kind], slot) => [
        name,
        kind === 'token'
          ? `t${(slot * 7 + set * 3) % 10}-${slot}.${set}`
          : `${LITERALS[(slot + set) % LITERALS.length]}${slot}`,
      ]),
    ),
  )
