import { redirect } from 'react-router'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { findAttempt } from '../../submissions/queries/submissions.ts'
import { findPrompt, partOf } from '../../submissions/rules/work.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { CheckboxGroup } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { fileSize } from '../../../ui/words/words.ts'
import { listShareable, shareCredential, unshareCredential, type SharingRefusal } from '../commands/sharing.ts'
import { can } from '../policy.ts'
import { findListedAward } from '../queries/awards.ts'
import { findCredential } from '../queries/credentials.ts'
import { findSharing } from '../queries/sharing.ts'
import { collectionTitle } from '../rules/achievement.ts'
import { PICTURE_SIZE } from '../rules/sharing/picture.ts'
import type { Route } from './+types/sharing'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData === undefined ? 'Share a credential' : `Share ${loaderData.title}`} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config } = worldOf(context)
  const credential = isId(params.id) ? await findCredential(db, params.id) : null
  const award = credential && (await findListedAward(db, credential.orgId, credential.awardId))
  if (credential === null || award === null || !can(actor, { action: 'keep credentials', subject: award }))
    return notFound()
  const [sharing, shareable, version, attempt] = await Promise.all([
    findSharing(db, award.orgId, award.id),
    listShareable(db, award),
    award.kind === 'micro-credential' ? getVersion(db, award.orgId, award.versionId) : null,
    award.sourceOrgId === null || award.submissionId === null
      ? null
      : findAttempt(db, award.sourceOrgId, award.submissionId),
  ])
  return {
    id: credential.id,
    title: collectionTitle(award.kind, award.title),
    kind: award.kind,
    state: award.state,
    url: `${config.publicUrl}/credentials/${credential.id}`,
    shared: sharing !== null,
    shown: shareable.filter(({ id }) => sharing?.evidenceIds.has(id) ?? false).map(({ id }) => id),
    evidence: shareable.map(({ id, kind, name, bytes, url, promptId }) => ({
      id,
      name,
      href: url ?? `/pursuits/${attempt?.pursuitId ?? ''}/evidence/${id}`,
      about: [
        url === null ? (kind === 'pdf' ? 'PDF' : kind) : `link to ${new URL(url).hostname}`,
        bytes === null ? null : fileSize(bytes),
        version === null ? null : (partOf(version.content, promptId)?.title ?? null),
      ]
        .filter((fact) => fact !== null)
        .join(' · '),
      prompt: version === null ? null : (findPrompt(version.content, promptId)?.text ?? null),
    })),
  }
}

const SAYS = {
  not_in_force: 'This credential is not in force at present, so it cannot be shared.',
  not_own_evidence: 'Something you chose does not belong to this credential. Look at the list, and choose again.',
} satisfies Record<Exclude<SharingRefusal, 'unknown'>, string>

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const credentialId = isId(params.id) ? params.id : notFound()
  const form = await readFields(request)
  const given = { db, actor, now: now() }
  const evidenceIds = form.getAll('evidence').filter((each) => typeof each === 'string')
  const intent = form.get('intent')
  if (intent !== 'share' && intent !== 'stop') return notFound()
  const changed =
    intent === 'stop'
      ? await unshareCredential(given, credentialId)
      : await shareCredential(given, { credentialId, evidenceIds })
  if (changed.ok) return redirect(`/my-credentials/${credentialId}/sharing`)
  return changed.reason === 'unknown' ? notFound() : refused({ says: SAYS[changed.reason], evidenceIds })
}

type View = Route.ComponentProps['loaderData']

export default function SharingPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { shared, state, title, url, id } = view
  return (
    <div className="stackgap">
      <PageHead
        kicker={<a href="/my-credentials">My credentials</a>}
        title={`Share ${title}`}
        lead={
          shared
            ? 'It is shared: its page can be found by search engines, and a link to it brings its picture.'
            : 'It is not shared: only those to whom you give its address find its page, and search engines are asked to leave it alone.'
        }
      />
      {state === 'active' ? (
        <Choose view={view} chosen={actionData?.evidenceIds ?? view.shown} says={actionData?.says} />
      ) : (
        <Note tone="alert" title={`This credential is ${state}.`}>
          <p>While it is not in force, nothing of it is shown beside its page, whatever you chose before.</p>
        </Note>
      )}
      {shared ? (
        <Section title="Stop sharing">
          <p>
            The files are gone from the page at once. The page stays open to whoever has its address, so that the
            credential can be checked. Search engines may take some days to forget it.
          </p>
          <form method="post">
            <Button variant="danger" name="intent" value="stop">
              Stop sharing
            </Button>
          </form>
        </Section>
      ) : null}
      <Section title="Its address">
        <div className="field">
          <label htmlFor="address">Copy this to show it to somebody</label>
          <input id="address" type="text" readOnly value={url} />
        </div>
        <p>
          <a href={`/credentials/${id}`}>See its page as others see it</a>
        </p>
      </Section>
      <Section title="How a link to it looks elsewhere">
        <figure className="sharecard">
          <img
            src={`/my-credentials/${id}/share.png`}
            alt={`The seal of ${title} beside its title and its issuer`}
            {...PICTURE_SIZE}
          />
        </figure>
        <p className="small soft">
          Other sites show this picture once the credential is shared. It does not carry your name.
        </p>
      </Section>
    </div>
  )
}

function Choose({
  view: { shared, evidence, kind },
  chosen,
  says,
}: {
  readonly view: View
  readonly chosen: readonly string[]
  readonly says: string | undefined
}) {
  return (
    <form method="post" className="stackgap">
      {kind === 'micro-credential' ? (
        <Section title="What you show of your work">
          <Note title="Your work may show children.">
            <p>
              What you choose here can be opened, copied and kept by anyone. Look through each file once more: no
              pupil’s face, name, voice or handwriting without the permission of the family. When in doubt, leave it
              out: the credential counts without it.
            </p>
          </Note>
          {evidence.length === 0 ? (
            <p>There are no files or links in the work that you earned it with.</p>
          ) : (
            <>
              <CheckboxGroup
                name="evidence"
                label="Show these to everyone"
                hint="Nothing is shown unless you choose it. You can take each back at any time."
                error={says}
                defaultValues={chosen}
                choices={evidence.map(({ id, name, about, prompt }) => ({
                  value: id,
                  label: name,
                  hint: prompt === null ? about : `${about} · ${prompt}`,
                }))}
              />
              <p className="small">
                Look through them:{' '}
                {evidence.map(({ id, name, href }, place) => (
                  <span key={id}>
                    {place === 0 ? '' : ', '}
                    <a href={href} rel="noreferrer">
                      {name}
                    </a>
                  </span>
                ))}
              </p>
            </>
          )}
        </Section>
      ) : (
        <p>
          A {kind} holds no work of its own. Share the micro-credentials that it is made of to show what you did for
          them.
        </p>
      )}
      <div className="actions">
        <Button name="intent" value="share">
          {shared ? 'Save what is shown' : 'Share this page'}
        </Button>
      </div>
    </form>
  )
}
