import { data, redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, refused, requireActor, settingOf, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { forgetHeld, keepCredential } from '../commands/host/held.ts'
import { verifyCredential } from '../commands/verify.ts'
import { ProofSteps } from '../parts/ProofSteps.tsx'
import { CarrierFields } from '../parts/CarrierFields.tsx'
import { findHeld, listHeld } from '../queries/host.ts'
import { readContainer, type Contained } from '../rules/form/container.ts'
import { LONGEST_TEXT } from '../rules/form/limits.ts'
import { VERDICT_WORDS } from '../rules/verdict.ts'
import type { Route } from './+types/elsewhere'

export const meta: Route.MetaFunction = () => [{ title: 'Credentials from elsewhere · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const held = await listHeld(worldOf(context).db, actor.personId)
  return {
    timeZone: actor.timeZone,
    held: held.map(({ changedAt, ...credential }) => ({ ...credential, changedAt: changedAt.toISOString() })),
  }
}

type Wrong = { field: 'file' | 'credential'; message: string }

const NOTHING: Wrong = { field: 'file', message: 'There is nothing to keep yet. Choose a file, or paste a credential.' }

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const world = worldOf(context)
  const form = await request.formData().catch(() => new FormData())
  const wordsOf = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const id = wordsOf('id')
  if (wordsOf('intent') === 'remove')
    return isId(id) && (await forgetHeld(world, actor.personId, id))
      ? redirect('/my-credentials/elsewhere')
      : notFound()
  if (!(await world.limits.allow('verify', settingOf(context).client))) throw data(null, { status: 429 })
  if (wordsOf('intent') === 'check') {
    const found = isId(id) ? await findHeld(world.db, actor.personId, id) : null
    if (found === null) return notFound()
    const { verdict, steps, notes } = await verifyCredential(world, found.document)
    const shown = steps.map(({ step, result, reason }) => ({ step, result, reason }))
    return { pasted: '', wrong: null, checked: { title: found.title, verdict, steps: shown, notes } }
  }
  const pasted = wordsOf('credential')
  const refuse = (wrong: Wrong) => refused({ pasted: pasted.length > LONGEST_TEXT ? '' : pasted, wrong, checked: null })
  const file = form.get('file')
  const uploaded = typeof file === 'object' && file !== null && file.size > 0 ? file : null
  const field = uploaded === null ? 'credential' : 'file'
  const given = await readGiven(uploaded, pasted)
  if (given === null) return refuse(NOTHING)
  if (!given.ok) return refuse({ field, message: given.reason })
  const kept = await keepCredential(world, actor.personId, {
    text: given.text,
    form: given.text.trimStart().startsWith('{') ? 'json' : 'jwt',
  })
  if (!kept.ok) return refuse({ field, message: kept.detail })
  return redirect(kept.kept === 'own' ? '/my-credentials' : '/my-credentials/elsewhere')
}

/** null when nothing was given. */
async function readGiven(uploaded: File | null, pasted: string): Promise<Contained | null> {
  if (uploaded !== null) return readContainer(new Uint8Array(await uploaded.arrayBuffer()))
  return pasted.trim() === '' ? null : readContainer(new TextEncoder().encode(pasted))
}

export default function Elsewhere({ loaderData: { held, timeZone }, actionData }: Route.ComponentProps) {
  const { pasted = '', wrong = null, checked = null } = actionData ?? {}
  const errorOf = (field: Wrong['field']) => (wrong?.field === field ? wrong.message : undefined)
  return (
    <div className="narrow stackgap">
      <PageHead
        kicker={<a href="/my-credentials">My credentials</a>}
        title="From elsewhere"
        lead="Credentials that others gave you can stand here too. Only you and the services that you connect see them."
      />
      <ErrorSummary title="Not kept" kept="What you pasted is still here." problems={wrong === null ? [] : [wrong]} />
      {checked === null ? null : (
        <Section title={`${checked.title}: ${VERDICT_WORDS[checked.verdict]}`} id="checked">
          <ProofSteps steps={checked.steps} notes={checked.notes} />
        </Section>
      )}
      {held.length === 0 ? null : (
        <Section title="What you brought">
          <ul className="held">
            {held.map(({ id, title, issuerName, changedAt }) => (
              <li key={id} className="stackgap">
                <div>
                  <h3>{title}</h3>
                  <p className="small soft">
                    {`Says it is from ${issuerName} · brought `}
                    <Day at={changedAt} timeZone={timeZone} />
                  </p>
                </div>
                <form method="post" className="actions small">
                  <input type="hidden" name="id" value={id} />
                  <Button name="intent" value="check" variant="second" compact>
                    Check<span className="unseen"> {title}</span>
                  </Button>
                  <a href={`/my-credentials/elsewhere/${id}`} download>
                    The file<span className="unseen"> of {title}</span>
                  </a>
                </form>
                <details>
                  <summary className="small">
                    Remove it from here<span className="unseen">: {title}</span>
                  </summary>
                  <form method="post" className="stackgap">
                    <input type="hidden" name="id" value={id} />
                    <p className="small">Take its file along first, if you have no other copy.</p>
                    <div className="actions">
                      <Button name="intent" value="remove" variant="danger" compact>
                        Remove<span className="unseen"> {title}</span>
                      </Button>
                    </div>
                  </form>
                </details>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Bring one" id="bring">
        <form method="post" encType="multipart/form-data" className="fields">
          <CarrierFields pasted={pasted} errorOf={errorOf} />
          <div className="actions">
            <Button name="intent" value="bring">
              Keep this credential
            </Button>
          </div>
        </form>
      </Section>
    </div>
  )
}
