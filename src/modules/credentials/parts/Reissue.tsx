import { Button } from '../../../ui/forms/Button.tsx'
import { Checkbox } from '../../../ui/forms/Field.tsx'
import type { ReissueCause } from '../rules/issuing/reissue.ts'

export interface Offered {
  readonly because: ReissueCause
  /** Why, as the person who decides reads it */
  readonly says: string
  /** What they confirm; null where pressing is enough */
  readonly sure: string | null
  /** The corrected version that they saw */
  readonly version: number | null
  readonly wrong?: string | undefined
}

/** The reasons for which a credential can be signed anew, each with its own button. */
export function Reissue({
  offered,
  credentialId,
}: {
  readonly offered: readonly Offered[]
  readonly credentialId: string
}) {
  return offered.map(({ because, says, sure, version, wrong }) => (
    <form key={because} method="post" className="stackgap" id={`reissue-${because}`}>
      <p>{says}</p>
      <input type="hidden" name="credential" value={credentialId} />
      <input type="hidden" name="because" value={because} />
      {version === null ? null : <input type="hidden" name="version" value={version} />}
      {sure === null ? null : (
        <Checkbox name="sure" id={`sure-${because}`} value="yes" label={sure} error={wrong} required />
      )}
      <div className="actions">
        <Button variant="second" name="intent" value="reissue">
          {VERBS[because]}
        </Button>
      </div>
    </form>
  ))
}

const VERBS = {
  holder: 'Sign it anew',
  version: 'Sign it for the corrected version',
  key: 'Sign it with today’s key',
} satisfies Record<ReissueCause, string>
