import { bands } from './charts.ts'

/** Schools under each other by their place in the table beside it; `measure` is what the bands are long by. */
export const schoolBands = (rows: readonly { mark: string; value: number }[], measure: string): string =>
  bands(
    rows.map(({ mark, value }) => ({ mark, value: Math.round(value * 10) / 10, ink: null })),
    `${measure} by school`,
  )
