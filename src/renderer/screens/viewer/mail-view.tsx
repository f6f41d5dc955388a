import { Eye, Paperclip } from 'lucide-react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { lookInside } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'mail' }>['page']

/** An e-mail: who, to whom, when, what it says, what is attached, and every header. */
export function MailView({ page }: { readonly page: Page }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.viewer.mailWords
  const lines = [
    [words.subject, page.subject],
    [words.from, page.from],
    [words.to, page.to],
    [words.date, page.date],
  ] as const
  return (
    <div className="sheet-body stack">
      <dl className="mail-lines">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Shown text={value} isStrict />
            </dd>
          </div>
        ))}
      </dl>
      {page.isFromMarkup && (
        <Callout tone="note">
          <p>{words.isFromMarkup}</p>
        </Callout>
      )}
      <p className="mail-text" translate="no">
        <Shown text={page.text} />
      </p>
      {page.isCut && <p className="small soft">{words.isCut}</p>}
      {page.attachments.length > 0 && (
        <section aria-labelledby="mail-attachments">
          <h2 id="mail-attachments" className="small-title">
            {words.attachments}
          </h2>
          <ul className="plain-list">
            {page.attachments.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place in the letter
              <li key={index} className="row">
                <Paperclip size={16} aria-hidden />
                <Shown text={one.name === '' ? words.noName : one.name} isStrict />
                <span className="small faint">
                  {one.type} · {format.size(one.sizeBytes)}
                </span>
                {one.sizeBytes > 0 && (
                  <Button
                    size="small"
                    label={text.viewer.lookInside(one.name === '' ? words.noName : one.name)}
                    onPress={() => void lookInside(at, index)}
                  >
                    <Eye size={16} aria-hidden />
                    {text.viewer.open}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <details>
        <summary>{words.headers}</summary>
        <div className="table-frame">
          <table className="table">
            <tbody>
              {page.headers.map((header, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header is its place in the letter
                <tr key={index}>
                  <th scope="row" className="mono small">
                    <Shown text={header.name} isStrict />
                  </th>
                  <td className="mono small breaking">
                    <Shown text={header.value} isStrict />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  )
}
