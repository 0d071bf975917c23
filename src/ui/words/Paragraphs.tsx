import { paragraphs } from './words.ts'

/** What a person typed, word for word: empty lines part paragraphs, single line breaks are kept. */
export function Paragraphs({ text }: { readonly text: string }) {
  return paragraphs(text).map((paragraph, i) => (
    <p key={i} className="typed">
      {paragraph}
    </p>
  ))
}
