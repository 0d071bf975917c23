import {
  MicroCredentialArticle,
  StartActions,
  type ArticleView,
} from '../../../catalogue/parts/MicroCredentialArticle.tsx'

export type PageView = Omit<ArticleView, 'version' | 'open'>

/** The page that everybody reads, as it will be; its button starts nothing. */
export function EducatorPage({ view }: { readonly view: PageView }) {
  return (
    <MicroCredentialArticle view={{ ...view, version: null, open: true }}>
      <StartActions start={null} />
    </MicroCredentialArticle>
  )
}
