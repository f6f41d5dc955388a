import type { OutputOf } from '#contract/operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { isPack, PackMessage } from './pack-message.tsx'

type Message = OutputOf<'sync.status'>['messages'][number]

/** What headquarters said, newest first. */
export function MessageList({ messages }: { readonly messages: readonly Message[] }) {
  const { text, format } = useTongue()
  const words = text.headquarters
  return (
    <section className="sheet" aria-labelledby="messages-title">
      <div className="sheet-head">
        <h2 id="messages-title">{words.messagesTitle}</h2>
      </div>
      {messages.length === 0 && <p className="sheet-body soft">{words.noMessages}</p>}
      {messages.map((message) => {
        const { number, madeAtMs, kind, title, from, dueOn, caseNumber } = message
        const aside = [format.shortInstant(madeAtMs), caseNumber, dueOn && words.dueOn(format.day(dueOn))]
        return (
          <article key={number} className="act">
            <div className="act-words">
              <h3>
                {words.kinds[kind] ?? kind} {title !== '' && <Shown text={`· ${title}`} />}
              </h3>
              {isPack(message) && <PackMessage message={message} />}
              {kind === 'vocabulary' && <p className="soft">{words.bookWords}</p>}
              {!isPack(message) && kind !== 'vocabulary' && (
                <p>
                  <Shown text={sentenceOf(message, words.matched)} />
                </p>
              )}
              <p className="small faint">
                {aside.filter((part) => part !== undefined && part !== '').join(' · ')}
                {from !== undefined && <Shown text={` · ${from}`} />}
              </p>
            </div>
          </article>
        )
      })}
    </section>
  )
}

function sentenceOf(
  { match, text }: Message,
  matched: (value: string, cases: number, provinces: number, contact: string) => string,
): string {
  return match === undefined ? text : matched(match.normalised, match.cases, match.provinces, text)
}
