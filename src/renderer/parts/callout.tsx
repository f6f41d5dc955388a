import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const ICONS = { note: Info, warning: TriangleAlert, wrong: CircleAlert, right: CircleCheck }

type CalloutProps = {
  readonly tone: keyof typeof ICONS
  readonly title?: string
  readonly children?: ReactNode
  /** `alert` is said at once, `status` at the next pause. */
  readonly role?: 'alert' | 'status'
}

/** Words set apart because they matter now. */
export function Callout({ tone, title, children, role }: CalloutProps) {
  const Icon = ICONS[tone]
  return (
    <div className={`callout callout-${tone}`} role={role}>
      <Icon size={20} aria-hidden />
      <div className="stack stack-tight">
        {title !== undefined && <p className="callout-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
