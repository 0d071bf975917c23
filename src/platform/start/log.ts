import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured lines on standard error; standard output belongs to the one ready line. Secrets and mail addresses are never logged. */
export const openLog = (level: string, name: string): Log =>
  pino(
    { level, base: { process: name }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
