import { data } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { refused, settingOf, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextArea, TextField } from '../../../ui/forms/Field.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { verifyCredential } from '../commands/verify.ts'
import { ProofSteps } from '../parts/ProofSteps.tsx'
import { findCredential } from '../queries/credentials.ts'
import { LONGEST_TEXT } from '../rules/form/limits.ts'
import { STEPS, VERDICT_WORDS, type StepName } from '../rules/verdict.ts'
import type { Route } from './+types/verify'

export const handle = { public: true }

export const meta: Route.MetaFunction = () => [
  { title: 'Check a credential · Mintmark' },
  {
    name: 'description',
    content: 'Paste, upload or look up an Open Badges 3.0 credential and see, step by step, whether it holds.',
  },
]

export function loader({ request }: Route.LoaderArgs) {
  return { url: (new URL(request.url).searchParams.get('url') ?? '').slice(0, 500) }
}

type Wrong = { field: 'credential' | 'file' | 'url'; message: string }

const NOTHING: Wrong = {
  field: 'credential',
  message: 'There is nothing to check yet. Paste a credential, choose its file, or write its address.',
}
const UNKNOWN_ADDRESS: Wrong = {
  field: 'url',
  message: 'This is not the address of a credential on this site. For one from elsewhere, paste it or choose its file.',
}

export async function action({ request, context }: Route.ActionArgs) {
  const world = worldOf(context)
  if (!(await world.limits.allow('verify', settingOf(context).client))) throw data(null, { status: 429 })
  const form = await request.formData().catch(() => null)
  const wordsOf = (name: string): string => {
    const value = form?.get(name)
    return typeof value === 'string' ? value : ''
  }
  const file = form?.get('file')
  const [pasted, url] = [wordsOf('credential'), wordsOf('url').trim()]
  // A text this long would not be read, and sending it back would help nobody.
  const words = { credential: pasted.length > LONGEST_TEXT ? '' : pasted, url: url.slice(0, 500) }

  const refuse = (wrong: Wrong) => refused({ words, wrong, found: null })
  const uploaded = typeof file === 'object' && file !== null && file.size > 0 ? file : null
  if (uploaded === null && pasted.trim() === '' && url === '') return refuse(NOTHING)
  const text = uploaded !== null ? await uploaded.text() : pasted.trim() !== '' ? pasted : await textAt(world, url)
  if (text === null) return refuse(UNKNOWN_ADDRESS)
  const { verdict, steps, about } = await verifyCredential(world, text)
  const shown = steps.map(({ step, result, reason }) => ({ step, result, reason }))
  return { words, wrong: null, found: { verdict, steps: shown, about, of: uploaded?.name.slice(0, 100) ?? null } }
}

/** The signed text of one of our own credentials by its address; null for any other address, which is never fetched. */
async function textAt({ db, config }: ReturnType<typeof worldOf>, url: string): Promise<string | null> {
  const base = `${config.publicUrl}/credentials/`
  const id = url.startsWith(base) ? url.slice(base.length).replace(/\.json$/, '') : ''
  return isId(id) ? ((await findCredential(db, id))?.document ?? null) : null
}

export default function Verify({ loaderData, actionData }: Route.ComponentProps) {
  const { words, wrong, found } = actionData ?? {
    words: { credential: '', url: loaderData.url },
    wrong: null,
    found: null,
  }
  const errorOf = (field: Wrong['field']) => (wrong?.field === field ? wrong.message : undefined)
  return (
    <article className="reading">
      <header className="wide">
        <PageHead
          title="Is this credential real, and valid now?"
          lead="Check any Open Badges 3.0 credential. You need no account, and nothing you give is kept."
        />
      </header>
      <div className="stackgap">
        <ErrorSummary title="Not checked yet" kept="What you wrote is kept." problems={wrong === null ? [] : [wrong]} />
        {found === null ? null : <Found found={found} />}
        <form method="post" action="/verify" encType="multipart/form-data" className="fields">
          <TextArea
            name="credential"
            label="Paste the credential"
            hint="The whole signed file, from the first { to the last }."
            rows={8}
            spellCheck={false}
            defaultValue={words.credential}
            error={errorOf('credential')}
          />
          <TextField
            name="file"
            type="file"
            accept=".json,.jsonld,application/json,application/ld+json,application/vc"
            label="Or choose its file"
            hint="The signed file, JSON."
            error={errorOf('file')}
          />
          <TextField
            name="url"
            inputMode="url"
            autoComplete="off"
            label="Or write its address"
            hint="The address of a credential’s page on this site."
            defaultValue={words.url}
            error={errorOf('url')}
          />
          <div className="actions">
            <Button>Check this credential</Button>
          </div>
        </form>
      </div>
      <aside className="stackgap oxford" aria-label="What is checked">
        <h2>What is checked</h2>
        <ol className="steps">
          {STEPS.map((step) => (
            <li key={step}>
              <span className="num">{STEPS.indexOf(step) + 1}</span>
              <span>{CHECKED[step]}</span>
            </li>
          ))}
        </ol>
        <p className="small soft">
          Programs can ask the same at <code>/api/v1/verify</code>; <a href="/api/v1/openapi.json">how</a>.
        </p>
      </aside>
    </article>
  )
}

const CHECKED = {
  schema: 'Is it a credential, with everything that one must say?',
  signature: 'Is it letter for letter what was signed?',
  issuer: 'Did the issuer that it names sign it?',
  dates: 'Is today within its dates?',
  status: 'Has its issuer withdrawn it?',
} satisfies Record<StepName, string>

type FoundView = NonNullable<NonNullable<Route.ComponentProps['actionData']>['found']>

function Found({ found: { verdict, steps, about, of } }: { found: FoundView }) {
  return (
    <section className="stackgap" aria-labelledby="found">
      <h2 id="found">{VERDICT_WORDS[verdict]}</h2>
      {about === null ? null : (
        <p>
          It says that {about.issuer} issued it for <b>{about.title}</b>.
        </p>
      )}
      {of === null ? null : <p className="small soft">The file {of}</p>}
      <ProofSteps steps={steps} />
      <h2 className="oxford">Check another one</h2>
    </section>
  )
}
