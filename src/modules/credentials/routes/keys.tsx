import type { ReactNode } from 'react'
import { redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Checkbox, Select } from '../../../ui/forms/Field.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { listWords, plural } from '../../../ui/words/words.ts'
import { changeKey, type KeyChanged } from '../commands/keys/change-key.ts'
import { canSign } from '../commands/keys/signing.ts'
import { adminAt, registrarAt } from '../policy.ts'
import { getIssuer, listRegisters, listUnkept } from '../queries/issuers.ts'
import { listKeys } from '../queries/keys.ts'
import { isKeyAction, type IssuerAlgorithm, type KeyAction } from '../rules/keys/issuer-key.ts'
import { fingerprint } from '../rules/keys/jwk.ts'
import type { Route } from './+types/keys'

export const meta: Route.MetaFunction = () => [{ title: 'Keys · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config } = worldOf(context)
  const registers = await listRegisters(db, registrarAt(actor))
  const asked = new URL(request.url).searchParams.get('in')
  const unkept = registers.length > 0 ? [] : await listUnkept(db, adminAt(actor))
  const chosen = registers.find(({ id }) => id === asked) ?? registers[0] ?? (unkept.length > 0 ? null : notYours())
  if (chosen === null) return { unkept }
  const [issuer, keys] = await Promise.all([getIssuer(db, chosen.id), listKeys(db, chosen.id)])
  return {
    unkept: null,
    timeZone: actor.timeZone,
    issuer: { id: chosen.id, name: issuer.name, did: `/organisations/${issuer.slug}/did.json` },
    registers: registers.map(({ id, name }) => ({ value: id, label: name })),
    keys: keys.map((key) => ({
      id: key.id,
      algorithm: key.algorithm,
      state: key.state,
      fingerprint: fingerprint(key.publicMultibase),
      signed: key.signed,
      since: key.stateChangedAt.toISOString(),
      readable: canSign(key, config.masterKey),
    })),
  }
}

type Refusal = Exclude<KeyChanged, { ok: true }>['reason'] | 'not_confirmed'

const SAYS = {
  not_confirmed: 'Tick the box to say that you mean it.',
  changed: 'This key was changed a moment ago, by you or somebody else. Look at its state, then decide again.',
  unreadable: 'This key was encrypted with another master key than the present one, so it cannot sign again.',
} satisfies Record<Exclude<Refusal, 'unknown'>, string>

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  const { intent = null, key: keyId, in: orgId = '', sure } = await readWords(request)
  if (!isKeyAction(intent) || !isId(keyId) || !isId(orgId)) return notFound()
  const place = { intent, keyId }
  if (sure !== 'yes') return refused({ ...place, wrong: SAYS.not_confirmed })
  const changed = await changeKey({ db, config, actor, now: now() }, { orgId, keyId, action: intent })
  if (changed.ok) return redirect(`/keys?in=${orgId}`)
  return changed.reason === 'unknown' ? notFound() : refused({ ...place, wrong: SAYS[changed.reason] })
}

type View = Extract<Route.ComponentProps['loaderData'], { unkept: null }>
type Shown = View['keys'][number]
type Sent = { intent: KeyAction; keyId: string; wrong: string } | undefined

const PURPOSE = {
  Ed25519: {
    title: 'The key for credentials',
    what: 'It signs every credential when it is issued, and the lists that say which are withdrawn.',
    again: 'From then on it signs new credentials and the lists, and the key that does so now signs no more.',
    signs: 'new credentials, and the lists of withdrawn ones,',
  },
  'P-256': {
    title: 'The key for tokens',
    what: 'It signs the token of a credential (JWT), which is made each time that a program asks for one.',
    again: 'From then on it signs tokens, and the key that does so now signs no more.',
    signs: 'tokens',
  },
} satisfies Record<IssuerAlgorithm, Record<string, string>>

export default function Keys({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  if (view.unkept !== null) return <Unkept names={view.unkept} />
  const { issuer, registers, keys } = view
  const earlier = keys.filter(({ state }) => state !== 'active')
  return (
    <div className="narrow stackgap">
      <PageHead title="Keys" lead={`What ${issuer.name} signs with.`} work />
      {registers.length > 1 ? (
        <form method="get" className="filters line">
          <Select name="in" label="Issuer" options={registers} defaultValue={issuer.id} />
          <div className="actions">
            <Button variant="second">Show</Button>
          </div>
        </form>
      ) : null}
      {sent === undefined ? null : (
        <ErrorSummary
          title="Not changed yet"
          kept="The keys are as they were."
          problems={[{ message: sent.wrong, href: `#${sent.intent}-${sent.keyId}` }]}
        />
      )}
      {keys.length === 0 ? (
        <p>There is no key yet. The first ones are made when the first award is signed; nothing has to be done.</p>
      ) : (
        <p>
          A key has two halves. The private half signs and stays here, encrypted. The public half checks, and never
          leaves <a href={issuer.did}>the issuer’s public document</a>, so what was signed once can always be checked.
        </p>
      )}
      {(['Ed25519', 'P-256'] as const).map((algorithm) => {
        const active = keys.find((key) => key.state === 'active' && key.algorithm === algorithm)
        return active === undefined ? null : <Active key={active.id} shown={active} view={view} sent={sent} />
      })}
      {earlier.length === 0 ? null : (
        <Section title="Earlier keys" id="earlier">
          <p>They sign no more. Everything that they signed stays valid, and is checked with their public halves.</p>
          <ul className="stackgap plain">
            {earlier.map((key) => (
              <li key={key.id} className="stackgap">
                <Earlier shown={key} view={view} sent={sent} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

/** For an admin who keeps no register: who issues with nobody to look after it. */
function Unkept({ names }: { names: readonly string[] }) {
  return (
    <div className="narrow stackgap">
      <PageHead title="Keys" lead="A registrar keeps the register of awards and the keys that sign them." work />
      <Note title="There is no registrar yet.">
        <p>
          {listWords(names)} {names.length === 1 ? 'issues' : 'issue'} credentials, and nobody is registrar there or
          above. Signing and checking go on by themselves. To take one back, to look into a doubt, or to replace a key,
          somebody must be registrar: <a href="/people">choose a person</a>.
        </p>
      </Note>
    </div>
  )
}

type Given = { shown: Shown; view: View; sent: Sent }

const factsOf = ({ algorithm, signed, fingerprint: print, since, state }: Shown, timeZone: string) =>
  [
    [SINCE[state], <Day key="since" at={since} timeZone={timeZone} />],
    ['Signed', algorithm === 'Ed25519' ? plural(signed, 'credential') : 'Tokens are not counted'],
    ['Kind', algorithm],
    ['Fingerprint', <code key="print">{print}</code>],
  ] as const

const SINCE = { active: 'Signs since', replaced: 'Replaced', retired: 'Retired' } satisfies Record<
  Shown['state'],
  string
>

function Active({ shown, view, sent }: Given) {
  const { title, what, signs } = PURPOSE[shown.algorithm]
  return (
    <Section title={title}>
      <p>{what}</p>
      {shown.readable ? null : (
        <Note tone="alert" title="This key cannot sign.">
          <p>
            It was encrypted with another master key than the present one. Put the old master key back, or replace the
            key by a new one; what it signed stays valid either way.
          </p>
        </Note>
      )}
      <Facts facts={factsOf(shown, view.timeZone)} />
      <Change action="rotate" summary="Replace it by a new key" shown={shown} view={view} sent={sent}>
        <p>A new key is made, and from then on {signs} are signed with it. This one signs no more.</p>
        <p>
          Nothing that was signed before changes: it stays valid, nobody has to fetch it anew, and no educator is told.
          You can take this key up again, until you retire it.
        </p>
      </Change>
    </Section>
  )
}

function Earlier({ shown, view, sent }: Given) {
  const { title, again } = PURPOSE[shown.algorithm]
  return (
    <>
      <h3>
        {title}, {shown.state}
      </h3>
      <Facts facts={factsOf(shown, view.timeZone)} />
      {shown.state === 'retired' ? null : (
        <>
          {shown.readable ? (
            <Change action="restore" summary="Sign with it again" shown={shown} view={view} sent={sent}>
              <p>{again} Nothing that was signed before changes.</p>
            </Change>
          ) : null}
          <Change action="retire" summary="Retire it for good" shown={shown} view={view} sent={sent}>
            <p>
              Its private half is deleted, so nobody can ever sign with it again, neither you nor a thief of this
              database. This cannot be undone. Old backups hold it, encrypted, until you delete them.
            </p>
            <p>
              What it signed stays valid and can still be revoked or suspended: its public half stays where verifiers
              look for it.
            </p>
          </Change>
        </>
      )}
    </>
  )
}

const VERBS = {
  rotate: { verb: 'Replace this key', sure: 'Yes, make a new key and sign with it', variant: 'second' },
  restore: { verb: 'Sign with it again', sure: 'Yes, sign with this key again', variant: 'second' },
  retire: { verb: 'Retire this key', sure: 'Yes, delete its private half for good', variant: 'danger' },
} as const satisfies Record<KeyAction, object>

function Change({
  action: intent,
  summary,
  shown,
  view,
  sent,
  children,
}: Given & { action: KeyAction; summary: string; children: ReactNode }) {
  const wrong = sent?.intent === intent && sent.keyId === shown.id ? sent.wrong : undefined
  const { verb, sure, variant } = VERBS[intent]
  return (
    <details className="ruled" open={wrong !== undefined}>
      <summary>{summary}</summary>
      <form method="post" className="stackgap">
        {children}
        <input type="hidden" name="in" value={view.issuer.id} />
        <input type="hidden" name="key" value={shown.id} />
        <Checkbox name="sure" id={`${intent}-${shown.id}`} value="yes" label={sure} error={wrong} required />
        <Button variant={variant} name="intent" value={intent}>
          {verb}
        </Button>
      </form>
    </details>
  )
}
