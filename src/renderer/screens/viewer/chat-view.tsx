import type { OutputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'chat' }>['page']

/** A chat: each message with its sender, its time and the place by which it is cited. */
export function ChatView({ page }: { readonly page: Page }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const { from, count, messages } = page
  const step = ROWS_AT_ONCE.chat
  // Whoever speaks first stands on the left, everybody else on the right.
  const first = messages[0]?.sender
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(count === 0 ? 0 : from + 1, from + messages.length, count)}
        onPrevious={from === 0 ? null : () => void turnTo(at, { from: Math.max(0, from - step) })}
        onNext={from + messages.length >= count ? null : () => void turnTo(at, { from: from + step })}
        goToLabel={text.viewer.goTo.chat}
        onGoTo={(place) => void turnTo(at, { from: Math.max(0, place - 1) })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="viewer-scroll" tabIndex={0} aria-label={text.viewer.viewNames.chat}>
        <ol className="chat" translate="no">
          {messages.map((message, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the chat
              key={from + index}
              className={message.sender === first ? 'bubble' : 'bubble bubble-other'}
            >
              <p className="bubble-head small">
                <strong>
                  <Shown text={message.sender} isStrict />
                </strong>
                <span className="faint nowrap">
                  {message.atMs === null ? (
                    <Shown text={message.written} isStrict />
                  ) : (
                    format.exactInstant(message.atMs)
                  )}
                </span>
              </p>
              <p className="bubble-text">
                <Shown text={message.text} />
              </p>
              {message.attachments.map((name) => (
                <p key={name} className="small soft">
                  <Shown text={name} isStrict />
                </p>
              ))}
              <p className="small faint">{text.viewer.messageAt(message.position)}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
