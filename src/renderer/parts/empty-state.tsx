import type { ReactNode } from 'react'

type EmptyStateProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
  readonly acts?: ReactNode
}

/** What stands where nothing is yet: what belongs here and how it comes here. */
export function EmptyState({ icon, title, children, acts }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      <p>{children}</p>
      {acts !== undefined && <div className="row">{acts}</div>}
    </div>
  )
}
