import { toString as drawQrCode } from 'qrcode'
import { data } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Note } from '../../../ui/Note.tsx'
import { makeOffer } from '../commands/wallet/offer.ts'
import { findCredential } from '../queries/credentials.ts'
import { isOwn } from '../queries/host.ts'
import { credentialTitle } from '../rules/host/received.ts'
import type { Route } from './+types/wallet'

export const meta: Route.MetaFunction = () => [{ title: 'Into a wallet · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const own = isId(params.id) && (await isOwn(db, actor.personId, params.id))
  const credential = own ? await findCredential(db, params.id) : null
  return credential === null ? notFound() : { id: params.id, title: credentialTitle(credential.document) }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  if (!(await worldOf(context).limits.allow('wallet', actor.personId))) throw data(null, { status: 429 })
  const offer = isId(params.id) ? await makeOffer(worldOf(context), actor, params.id) : null
  if (offer === null) return notFound()
  const { link, learnerWallet, transactionCode } = offer
  const picture = await drawQrCode(link, { type: 'svg', margin: 0, color: { light: '#ffffff', dark: '#000000' } })
  return { link, learnerWallet, transactionCode, picture: `data:image/svg+xml,${encodeURIComponent(picture)}` }
}

export default function Wallet({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <div className="stackgap">
      <PageHead
        kicker={<a href={`/credentials/${loaderData.id}`}>{loaderData.title}</a>}
        title="Into a wallet"
        lead="A wallet app keeps credentials on your phone. What it receives is bound to the phone’s own key, so that you can show later that it is yours."
      />
      {actionData === undefined ? (
        <Section title="Make a link">
          <p>
            You need an app that speaks OpenID for Verifiable Credentials. The link works once, for ten minutes, and
            only with the code that is shown beside it.
          </p>
          <form method="post">
            <Button>Make a link for my wallet</Button>
          </form>
        </Section>
      ) : (
        <Section title="Scan, then type the code" id="offer">
          <div className="walletoffer">
            <img className="qr" src={actionData.picture} alt="QR code that opens this offer in a wallet" />
            <div className="stackgap">
              <p>
                Scan it with your wallet. On the phone itself:{' '}
                <LinkButton href={actionData.link} variant="second" compact>
                  Open my wallet
                </LinkButton>
              </p>
              <p>When it asks for a code, type:</p>
              <p className="code">{actionData.transactionCode}</p>
              <p className="small soft">It works once, for ten minutes.</p>
              <p>
                <a href={actionData.learnerWallet}>Open the Learner Credential Wallet</a> on this phone; it needs no
                code.
              </p>
              <form method="post">
                <Button variant="second" compact>
                  Make a new link
                </Button>
              </form>
            </div>
          </div>
          <Note>
            <p>Whoever has both the picture and the code receives the credential. Show them to nobody else.</p>
          </Note>
        </Section>
      )}
    </div>
  )
}
