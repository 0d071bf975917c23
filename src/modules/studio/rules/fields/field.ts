/**
 * What a section is made of. One description of each field serves the form that draws it, the reader that takes the
 * form back, and the comparison of two authors' texts.
 */

export type Words = { readonly min?: number; readonly max: number }

type Options = readonly (readonly [value: string, label: string])[]

type Said = {
  readonly label: string
  /** How to write it well, in a sentence of the house style */
  readonly hint?: string
  /** Left out of the file while it is empty */
  readonly optional?: true
}

export type TextField = Said & { readonly kind: 'line' | 'text'; readonly words?: Words }
/** Several short texts: one text area with a line for each. */
export type LinesField = Said & { readonly kind: 'lines' }
export type NumberField = Said & { readonly kind: 'number'; readonly unit?: string }
export type FlagField = Said & { readonly kind: 'flag' }
/** `numbers`: the file holds the chosen one as a number. */
export type ChoiceField = Said & { readonly kind: 'choice'; readonly options: Options; readonly numbers?: true }
export type ChoicesField = Said & { readonly kind: 'choices'; readonly options: Options }
/** The name of another thing of the catalogue, or several in an order. */
export type RefField = Said & { readonly kind: 'ref' | 'refs'; readonly to: 'micro-credential' | 'stack' }
/** Whether an editor had the work in hand: yes, no, or in words what of it. */
export type SeenField = Said & { readonly kind: 'seen' }
/** Kept as it is, shown and not written: the id of a prompt, the kind of a part. */
export type KeptField = Said & { readonly kind: 'kept'; readonly numbers?: true }
/** The same few names in an order of their own. */
export type OrderField = Said & { readonly kind: 'order'; readonly options: Options }
/** A text for each of some names. */
export type RecordField = Said & { readonly kind: 'record' }
export type GroupField = Said & { readonly kind: 'group'; readonly fields: Fields }
/** `one` is what a single item is called: "step". */
export type ListField = Said & { readonly kind: 'list'; readonly one: string; readonly fields: Fields }

export type Field =
  | TextField
  | LinesField
  | NumberField
  | FlagField
  | ChoiceField
  | ChoicesField
  | RefField
  | SeenField
  | KeptField
  | OrderField
  | RecordField
  | GroupField
  | ListField

/** By key, in the order of the content files. */
export type Fields = { readonly [key: string]: Field }

export const line = (label: string, hint?: string, more: Partial<TextField> = {}): TextField => ({
  kind: 'line',
  label,
  ...(hint === undefined ? {} : { hint }),
  ...more,
})

export const text = (label: string, hint?: string, more: Partial<TextField> = {}): TextField => ({
  ...line(label, hint, more),
  kind: 'text',
})

export const lines = (label: string, hint?: string): LinesField => ({
  kind: 'lines',
  label,
  ...(hint === undefined ? {} : { hint }),
})

export const minutes = (label: string, hint?: string): GroupField => ({
  kind: 'group',
  label,
  ...(hint === undefined ? {} : { hint }),
  fields: {
    min: { kind: 'number', label: 'At least' },
    max: { kind: 'number', label: 'At most' },
  },
})
