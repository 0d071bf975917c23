/** What the page of a shared credential tells other sites, so that a link to it brings a picture (Open Graph). */

import { PICTURE_SIZE } from './picture.ts'

type Shared = { url: string; title: string; says: string; issuer: string }

export const shareTags = ({ url, title, says, issuer }: Shared) => [
  { tagName: 'link' as const, rel: 'canonical', href: url },
  { property: 'og:type', content: 'website' },
  { property: 'og:site_name', content: 'Mintmark' },
  { property: 'og:url', content: url },
  { property: 'og:title', content: title },
  { property: 'og:description', content: says },
  { property: 'og:image', content: `${url}/share.png` },
  { property: 'og:image:type', content: 'image/png' },
  { property: 'og:image:width', content: String(PICTURE_SIZE.width) },
  { property: 'og:image:height', content: String(PICTURE_SIZE.height) },
  { property: 'og:image:alt', content: `The seal of ${title}, issued by ${issuer}` },
  { name: 'twitter:card', content: 'summary_large_image' },
]
