import { toString as drawQrCode } from 'qrcode'
import { notFound, worldOf } from '../../../../platform/pages.ts'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { hoursRange } from '../../../../ui/words/words.ts'
import { Crest } from '../../../people/parts/Crest.tsx'
import { Path } from '../../parts/public/Path.tsx'
import { MedallionDrawing } from '../../parts/MedallionDrawing.tsx'
import { asksInWords } from '../../rules/pages/page.ts'
import { settingOf } from '../../rules/pages/poster.ts'
import { loadPublicMedallion } from './public-view.ts'
import type { Route } from './+types/poster'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [{ title: `Poster: ${loaderData.title} · Mintmark` }, { name: 'robots', content: 'noindex' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const found = await loadPublicMedallion(db, params)
  if (found === null) return notFound()
  const address = `/medallions/${params.organisation}/${params.slug}`
  const url = `${config.publicUrl}${address}`
  const code = await drawQrCode(url, { type: 'svg', margin: 0, color: { light: '#ffffff', dark: '#000000' } })
  return {
    ...found.page,
    address,
    url,
    code: `data:image/svg+xml,${encodeURIComponent(code)}`,
    setting: settingOf(found.page),
  }
}

/** One page to hang up: it fits on A4 and on letter, whatever the medallion says. */
export default function PosterPage({ loaderData: view }: Route.ComponentProps) {
  const { title, issuer, monogram, mission, path, needed, hours, url, code, setting } = view
  return (
    <>
      <p className="actions no-print postertop">
        <a href={view.address}>{title}</a>
        <span className="hint">Print this page with your browser. It fits on one sheet of A4 or letter.</span>
      </p>
      <article className={`poster ${setting}`}>
        <header>
          {issuer.ink === null ? null : <Crest monogram={monogram} ink={issuer.ink} size={56} />}
          <p className="serif">{issuer.name}</p>
          <h1>{title}</h1>
        </header>
        <div className="postermission">
          <Paragraphs text={mission} />
        </div>
        <MedallionDrawing monogram={monogram} petals={view.petals} size={420} />
        <section>
          <h2>The path</h2>
          <Path terms={path} />
        </section>
        <footer>
          <div>
            <p>
              <b>
                {needed} micro-credentials, {hoursRange(hours.least, hours.most)}
              </b>
            </p>
            <p>{asksInWords(view.asks)}.</p>
            <p>Read more and take it up:</p>
            <p className="posteraddress">{url}</p>
          </div>
          <img src={code} alt="The address of its page as a code to scan" width="120" height="120" />
        </footer>
      </article>
    </>
  )
}
