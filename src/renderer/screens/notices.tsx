import { CircleCheck, X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../parts/button.tsx'
import { dismissNotice } from '../state/notice-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import type { Notice } from '../state/session-state.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { useTongue } from '../text/text-context.tsx'

// Long enough to read twice; nothing is told here that is not also to be seen elsewhere.
const SHOWN_MS = 8_000

/** What has just happened, told in passing. */
export function Notices() {
  const notices = useSession((state) => state.notices)
  const { text } = useTongue()
  return (
    <section className="notices" aria-label={text.window.notices.label} role="status">
      {notices.map((notice) => (
        <NoticeLine key={notice.key} notice={notice} />
      ))}
    </section>
  )
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { key } = notice
  useEffect(() => {
    const timer = setTimeout(() => dismissNotice(at, key), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [at, key])
  return (
    <div className="notice">
      <CircleCheck size={18} aria-hidden />
      <span className="grow">{noticeText(notice.said, text)}</span>
      <IconButton
        icon={<X size={16} aria-hidden />}
        label={text.window.notices.dismiss}
        onPress={() => dismissNotice(at, key)}
      />
    </div>
  )
}

function noticeText(said: Notice['said'], { window: { notices }, custody, papers }: Catalogue): string {
  switch (said.what) {
    case 'custody':
      return custody.notices[said.notice.what](said.notice.of)
    case 'papers':
      return papers.notices[said.notice.what](said.notice.of)
    case 'complaint-saved':
      return notices.complaintSaved(said.number)
    case 'case-opened':
      return notices.caseOpened(said.number)
    case 'exhibit-sealed':
      return notices.exhibitSealed(said.number)
    case 'person-added':
      return notices.personAdded(said.name, said.number)
    case 'person-changed':
      return notices.personChanged(said.name)
    case 'case-shared':
      return notices.caseShared(said.name)
    case 'event-confirmed':
      return notices.eventConfirmed(said.name)
    case 'case-expunged':
      return notices.caseExpunged(said.number)
    default:
      return notices.waysIn[said.what]
  }
}
