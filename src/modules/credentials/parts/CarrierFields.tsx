import { Field, TextArea } from '../../../ui/forms/Field.tsx'

/** What `rules/form/container.ts` reads. */
const ACCEPT =
  '.pdf,.png,.svg,.json,.jsonld,.jwt,.txt,application/pdf,image/png,image/svg+xml,application/json,application/ld+json,application/vc'

interface Props {
  readonly pasted: string
  readonly errorOf: (field: 'file' | 'credential') => string | undefined
}

/** A credential as somebody has it: the file that carries it, dropped or chosen, or its text. */
export function CarrierFields({ pasted, errorOf }: Props) {
  return (
    <>
      <Field
        name="file"
        label="Drop its file here, or choose it"
        hint="The certificate (PDF), the picture (PNG or SVG), or the signed file (JSON or JWT), up to 8 MB."
        error={errorOf('file')}
      >
        {(wiring) => <input {...wiring} type="file" name="file" className="filedrop" accept={ACCEPT} />}
      </Field>
      <TextArea
        name="credential"
        label="Or paste the credential"
        hint="The whole signed file, from the first { to the last }, or a token."
        rows={5}
        spellCheck={false}
        defaultValue={pasted}
        error={errorOf('credential')}
      />
    </>
  )
}
