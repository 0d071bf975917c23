/**
 * Places a drawing. Only for SVG that our own drawing functions return: the text goes into the page as it is, so
 * nothing a person wrote, uploaded or imported may ever be passed here.
 */
export function Seal({ svg }: { readonly svg: string }) {
  return <span className="seal" dangerouslySetInnerHTML={{ __html: svg }} />
}
