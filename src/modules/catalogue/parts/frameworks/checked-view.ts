/** A component in a list; `remark`: what it was; `uses`: micro-credentials that are aligned to it as it was. */
type Line = { code: string; name: string; remark?: string; uses?: number }
/** The first of many, and how many there are. */
export type Some = { count: number; first: Line[] }

/** What a CASE file says, and what taking it in would do to what is there. */
export type CheckedView = {
  id: string
  /** Of the edition that it was compared with; empty where there is none */
  over: string
  name: string
  publisher: string
  edition: string
  items: number
  notes: string[]
  top: Some
} & (
  | { would: 'new framework' | 'nothing' }
  | { would: 'new edition'; beside: string[] }
  | { would: 'taken'; by: string }
  | { would: 'change'; formerly: string | null; added: Some; changed: Some; removed: Some; moved: boolean }
)
