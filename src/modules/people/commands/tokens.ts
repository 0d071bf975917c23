import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link: nobody guesses it, and it is kept only as its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url')

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
