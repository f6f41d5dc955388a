import { type ReactNode, useEffect, useRef } from 'react'

type PageHeadProps = {
  readonly title: ReactNode
  readonly above?: ReactNode
  readonly children?: ReactNode
  readonly acts?: ReactNode
}

/** The head of a screen. Its title takes the focus when the screen appears, so that reading starts there. */
export function PageHead({ title, above, children, acts }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // How far the screen is scrolled is not decided here: whoever comes back stands where they left it.
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header className="page-head">
      <div className="page-head-words">
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {acts !== undefined && <div className="row">{acts}</div>}
    </header>
  )
}
