import { data } from 'react-router'
import { refused, settingOf, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextField } from '../../../ui/forms/Field.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { bringCredential } from '../commands/resolve/bring.ts'
import { verifyCredential } from '../commands/verify.ts'
import { ProofSteps } from '../parts/ProofSteps.tsx'
import { CarrierFields } from '../parts/CarrierFields.tsx'
import { readContainer, type Contained, type ContainerForm } from '../rules/form/container.ts'
import { LONGEST_TEXT } from '../rules/form/limits.ts'
import { STEPS, VERDICT_WORDS } from '../rules/verdict.ts'
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
  const [field, given] = await readGiven(world, { uploaded, pasted: pasted.trim(), url })
  if (given === null) return refuse(NOTHING)
  if (!given.ok) return refuse({ field, message: given.reason })
  const { verdict, steps, about, notes } = await verifyCredential(world, given.text)
  const shown = steps.map(({ step, result, reason }) => ({ step, result, reason }))
  const of = uploaded === null ? null : `${INSIDE[given.form]} ${uploaded.name.slice(0, 100)}`
  return { words, wrong: null, found: { verdict, steps: shown, about, notes, of } }
}

const INSIDE = {
  png: 'The credential in the picture',
  svg: 'The credential in the picture',
  pdf: 'The credential in the certificate',
  json: 'The file',
  jwt: 'The file',
} satisfies Record<ContainerForm, string>

/** What was given first: a file, a text, or an address, also one that was pasted. null when nothing was. */
async function readGiven(
  world: ReturnType<typeof worldOf>,
  { uploaded, pasted, url }: { uploaded: File | null; pasted: string; url: string },
): Promise<[Wrong['field'], Contained | null]> {
  if (uploaded !== null) return ['file', readContainer(new Uint8Array(await uploaded.arrayBuffer()))]
  if (/^https?:\/\/\S{1,2000}$/.test(pasted)) return ['credential', await bringCredential(world, pasted)]
  if (pasted !== '') return ['credential', readContainer(new TextEncoder().encode(pasted))]
  return ['url', url === '' ? null : await bringCredential(world, url)]
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
          <CarrierFields pasted={words.credential} errorOf={errorOf} />
          <TextField
            name="url"
            inputMode="url"
            autoComplete="off"
            label="Or write its address"
            hint="The address of its page, or of the file itself."
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
} satisfies Record<(typeof STEPS)[number], string>

type FoundView = NonNullable<NonNullable<Route.ComponentProps['actionData']>['found']>

function Found({ found: { verdict, steps, about, notes, of } }: { found: FoundView }) {
  return (
    <section className="stackgap" aria-labelledby="found">
      <h2 id="found">{VERDICT_WORDS[verdict]}</h2>
      {about === null ? null : (
        <p>
          It says that {about.issuer} issued it for <b>{about.title}</b>.
        </p>
      )}
      {of === null ? null : <p className="small soft">{of}</p>}
      <ProofSteps steps={steps} notes={notes} />
      <h2 className="oxford">Check another one</h2>
    </section>
  )
}
