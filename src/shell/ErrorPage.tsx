const SAYS: Record<number, { title: string; text: string }> = {
  400: {
    title: 'This did not arrive as it should',
    text: 'What was sent is no form of ours, or it broke off on its way. Nothing was changed. Go back and send it again.',
  },
  403: {
    title: 'This is not yours to open',
    text: 'You are signed in, but your roles do not include this page. If they should, ask the person who runs Mintmark for you.',
  },
  404: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what was here may belong to somebody else. Nothing of yours was changed.',
  },
  429: {
    title: 'A little slower, please',
    text: 'There were many tries from here in a short time. Wait a few minutes and try again. Nothing you wrote is lost.',
  },
}

const BROKEN = {
  title: 'Something went wrong on our side',
  text: 'What you had saved is safe. Try again in a moment; if it happens again, tell whoever runs Mintmark for you the number below.',
}

/** What happened, what was kept and what to do, with the number that finds it in the log. */
export function ErrorPage({ status, requestId }: { status: number; requestId: string | null }) {
  const { title, text } = SAYS[status] ?? BROKEN
  return (
    <div className="stackgap">
      <p className="kicker">{status}</p>
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      <p className="actions">
        <a className="button" href="/me">
          Go to your work
        </a>
        <a href="/catalogue">Look through the catalogue</a>
      </p>
      {status >= 500 && requestId !== null ? <p className="small soft">Number for the log: {requestId}</p> : null}
    </div>
  )
}
