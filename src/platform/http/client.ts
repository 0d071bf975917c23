import { CLIENT_ADDRESS } from '../sessions.ts'

/** A request's headers for better-auth, with the client's address in the one header that it believes. */
export function requestHeaders(request: Request, client: string): Headers {
  const headers = new Headers(request.headers)
  headers.set(CLIENT_ADDRESS, client)
  return headers
}
