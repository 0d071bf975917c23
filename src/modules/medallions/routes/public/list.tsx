import { worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { hoursRange, plural } from '../../../../ui/words/words.ts'
import { medallionSeal } from '../../../catalogue/rules/emblems/emblems.ts'
import { Crest } from '../../../people/parts/Crest.tsx'
import { MedallionDrawing } from '../../parts/MedallionDrawing.tsx'
import { listKnown } from '../../queries/designing/known.ts'
import { listPublishedMedallions, type MedallionVersion } from '../../queries/medallions.ts'
import { issuerOf, uninked } from './public-view.ts'
import type { Route } from './+types/list'

export const handle = { public: true }

const SAYS =
  'What schools and districts have chosen from the catalogue for their own mission: 8 to 12 micro-credentials.'

export const meta: Route.MetaFunction = () => [
  { title: 'Medallions · Mintmark' },
  { name: 'description', content: SAYS },
]

/** Drawings are what weighs: so many of them stand on one page. */
const SIZE = 40

const byOrganisation = (a: MedallionVersion, b: MedallionVersion): number =>
  a.organisation.name.localeCompare(b.organisation.name, 'en') || (a.organisationId < b.organisationId ? -1 : 1)

export async function loader({ request, context }: Route.LoaderArgs) {
  const { db } = worldOf(context)
  const all = (await listPublishedMedallions(db)).toSorted((a, b) =>
    a.organisationId === b.organisationId ? 0 : byOrganisation(a, b),
  )
  const pages = Math.max(1, Math.ceil(all.length / SIZE))
  const asked = Number(new URL(request.url).searchParams.get('page') ?? 1)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1
  const shown = all.slice((page - 1) * SIZE, page * SIZE)
  const known = await listKnown(db, [
    ...new Set(shown.flatMap(({ content }) => content.picks.map((pick) => pick.micro_credential))),
  ])
  return {
    total: all.length,
    page,
    pages,
    groups: [...Map.groupBy(shown, ({ organisationId }) => organisationId)].map(([id, versions]) => ({
      id,
      issuer: versions[0] === undefined ? null : issuerOf(versions[0]),
      medallions: versions.map(({ medallionId, slug, title, needed, hoursMin, hoursMax, content, organisation }) => ({
        id: medallionId,
        href: `/medallions/${organisation.slug}/${slug}`,
        title,
        needed,
        hours: { least: hoursMin, most: hoursMax },
        summary: content.summary,
        monogram: content.monogram,
        petals: uninked(content, known),
      })),
    })),
  }
}

type View = Route.ComponentProps['loaderData']

export default function MedallionsPage({ loaderData: { total, page, pages, groups } }: Route.ComponentProps) {
  return (
    <>
      <PageHead title="Medallions" lead={SAYS} />
      {total === 0 ? (
        <Empty
          title="No medallion is published yet"
          heading="h2"
          drawing={<Seal svg={medallionSeal('', [], 160, '')} />}
          action={
            <LinkButton variant="second" href="/catalogue">
              See the catalogue
            </LinkButton>
          }
        >
          A leader picks 8 to 12 micro-credentials, says of each how it serves the school or district, and publishes
          them as one medallion. Its educators earn it, and the school or district issues it. It will stand here, for
          everyone to read and to begin from.
        </Empty>
      ) : (
        <>
          {groups.map((group) => (
            <Group key={group.id} group={group} />
          ))}
          {pages === 1 ? null : (
            <Pager
              label="Pages of medallions"
              page={page}
              pages={pages}
              hrefOf={(to) => (to === 1 ? '/medallions' : `/medallions?page=${to}`)}
            />
          )}
        </>
      )}
    </>
  )
}

const Group = ({ group: { id, issuer, medallions } }: { group: View['groups'][number] }) => (
  <section className="issued" aria-labelledby={`of-${id}`}>
    <div className="stackgap">
      {issuer === null || issuer.ink === null ? null : (
        <Crest monogram={medallions[0]?.monogram ?? ''} ink={issuer.ink} size={72} />
      )}
      <h2 id={`of-${id}`}>{issuer?.name}</h2>
      <p className="soft">{plural(medallions.length, 'medallion')}</p>
    </div>
    <ul>
      {medallions.map(({ id: medallionId, href, title, needed, hours, summary, monogram, petals }) => (
        <li key={medallionId}>
          <MedallionDrawing monogram={monogram} petals={petals} size={176} />
          <div className="stackgap">
            <h3>
              <a href={href}>{title}</a>
            </h3>
            <p>{summary}</p>
            <p className="small soft">
              {needed} micro-credentials, {hoursRange(hours.least, hours.most)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  </section>
)
