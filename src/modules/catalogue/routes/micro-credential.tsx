import { notFound, worldOf } from '../../../platform/pages.ts'
import { Note } from '../../../ui/Note.tsx'
import { MicroCredentialArticle, StartActions } from '../parts/MicroCredentialArticle.tsx'
import { RetiredNote } from '../parts/RetiredNote.tsx'
import { findCatalogue } from '../queries/tree.ts'
import { findMicroCredential } from '../queries/versions.ts'
import { drawingPath } from '../rules/emblems/style.ts'
import type { Route } from './+types/micro-credential'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [
        { title: `${loaderData.content.title} · Mintmark` },
        { name: 'description', content: loaderData.content.competency },
        { property: 'og:title', content: loaderData.content.title },
        { property: 'og:description', content: loaderData.content.competency },
        { property: 'og:image', content: loaderData.picture },
      ]

export async function loader({ params, context }: Route.LoaderArgs) {
  const { db, config } = worldOf(context)
  const [microCredential, catalogue] = await Promise.all([findMicroCredential(db, params.slug), findCatalogue(db)])
  if (microCredential === null || catalogue === null) return notFound()
  const { slug, stack } = microCredential
  const around = catalogue.stacks.find(({ id }) => id === stack.id)
  const badge = catalogue.badges.find(({ id }) => id === around?.badgeId)
  const titles = new Map(
    catalogue.stacks.flatMap(({ members }) => members.map((member) => [member.slug, member.title] as const)),
  )
  const named = (slugs: readonly string[] = []) =>
    slugs.map((other) => ({ slug: other, title: titles.get(other) ?? other }))
  return {
    slug,
    retired: microCredential.state === 'retired' ? microCredential.retired : null,
    /** From 1; 0 where its stack does not list it */
    position: (around?.members.findIndex((member) => member.slug === slug) ?? -1) + 1,
    stack: {
      slug: stack.slug,
      title: stack.title,
      style: stack.style,
      size: around?.members.length ?? 0,
    },
    badge: badge === undefined ? null : { slug: badge.slug, title: badge.title },
    licence: badge?.content.license ?? null,
    picture: `${config.publicUrl}${drawingPath('micro-credential', slug, 'png', 512)}`,
    content: microCredential.content,
    version:
      microCredential.state === 'outline'
        ? null
        : { number: microCredential.number, publishedAt: microCredential.publishedAt },
    before: {
      needed: named(microCredential.content.prerequisites),
      helpful: named(microCredential.content.helpful_before),
    },
  }
}

export default function MicroCredentialPage({ loaderData: view }: Route.ComponentProps) {
  const { content, slug, retired } = view
  return (
    <MicroCredentialArticle view={{ ...view, open: retired === null }}>
      {retired !== null ? (
        <RetiredNote what="micro-credential" retired={retired} />
      ) : !('status' in content) ? (
        <StartActions start={slug} />
      ) : (
        <Note title="This micro-credential is being written.">
          <p>It cannot be started yet. Its competency, its method and where it stops are settled, and stand below.</p>
        </Note>
      )}
    </MicroCredentialArticle>
  )
}
