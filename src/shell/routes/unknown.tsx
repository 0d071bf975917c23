import { notFound } from '../../platform/pages.ts'

/** Every address that no other page answers. */
export function loader(): never {
  return notFound()
}

export default function Unknown() {
  return null
}
