import { bulk } from './bulk.ts'
import { differential } from './differential.ts'
import { serving } from './serving.ts'
import { signing } from './signing.ts'
import { status } from './status.ts'
import { verifying } from './verifying.ts'

/** How near credentials are to the limits of the machine (P1 to P13): ratios, with the raw rates of the same run. */
export const credentials = async (): Promise<Record<string, number>> => ({
  ...(await signing()),
  ...(await verifying()),
  ...(await bulk()),
  ...(await status()),
  ...(await serving()),
  ...(await differential()),
})
