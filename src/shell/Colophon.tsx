/** The foot of every page. */
export function Colophon({ demo }: { demo: boolean }) {
  return (
    <footer className="colophon">
      <span>Mintmark is open-source software for educators’ micro-credentials.</span>
      <a href="/accessibility">Accessibility</a>
      <a href="/privacy">Privacy</a>
      {demo ? <a href="/demo">Demo: change person</a> : null}
    </footer>
  )
}
