/** An address in a credential: whoever knows it can check it, nobody can read it. */

import { hash } from 'node:crypto'

/** As Open Badges hashes it: the digest of the address followed by the salt. */
export const hashedEmail = (email: string, salt: string): { hash: string; salt: string } => ({
  hash: `sha256$${hash('sha256', email + salt)}`,
  salt,
})
