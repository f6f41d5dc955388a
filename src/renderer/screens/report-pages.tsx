import { useEffect, useRef, useState } from 'react'
import { Callout } from '../parts/callout.tsx'
import { type OpenPdf, openPdf } from '../parts/pdf-document.ts'
import { useTongue } from '../text/text-context.tsx'

type ReportPagesProps = { readonly bytes: Uint8Array }

// A page is drawn when it comes this near to the window.
const NEAR = '400px'

/** The pages of a drawn report, each drawn when it comes near. */
export function ReportPages({ bytes }: ReportPagesProps) {
  const { text } = useTongue()
  const [pdf, setPdf] = useState<OpenPdf | 'unreadable' | null>(null)
  useEffect(() => {
    let isGone = false
    let opened: OpenPdf | undefined
    openPdf(bytes).then(
      (document) => {
        if (isGone) document.close()
        else {
          opened = document
          setPdf(document)
        }
      },
      () => isGone || setPdf('unreadable'),
    )
    return () => {
      isGone = true
      opened?.close()
    }
  }, [bytes])
  if (pdf === null) {
    return (
      <p role="status" className="soft">
        {text.window.loading}
      </p>
    )
  }
  if (pdf === 'unreadable') {
    return (
      <Callout tone="warning" role="alert">
        <p>{text.report.notShown}</p>
      </Callout>
    )
  }
  const { pages } = pdf
  return (
    <ol className="pages">
      {Array.from({ length: pages }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
        <li key={index}>
          <ReportPage pdf={pdf} page={index + 1} pages={pages} />
        </li>
      ))}
    </ol>
  )
}

type ReportPageProps = { readonly pdf: OpenPdf; readonly page: number; readonly pages: number }

function ReportPage({ pdf, page, pages }: ReportPageProps) {
  const { text } = useTongue()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting')
  useEffect(() => {
    const target = canvas.current
    if (target === null) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        watcher.disconnect()
        const widthPx = target.clientWidth * Math.min(3, Math.max(1.5, devicePixelRatio))
        pdf.draw(page, target, widthPx).then(
          () => setState('drawn'),
          (cause: unknown) => {
            if ((cause as { readonly name?: string }).name !== 'RenderingCancelledException')
              setState('failed')
          },
        )
      },
      { rootMargin: NEAR },
    )
    watcher.observe(target)
    return () => watcher.disconnect()
  }, [pdf, page])
  return (
    <figure className="page">
      <canvas
        ref={canvas}
        role="img"
        aria-label={text.report.pageOf(page, pages)}
        data-state={state}
        style={{ aspectRatio: String(pdf.aspect) }}
      />
      <figcaption className="small faint">
        {state === 'failed' ? text.report.notShown : text.report.pageOf(page, pages)}
      </figcaption>
    </figure>
  )
}
