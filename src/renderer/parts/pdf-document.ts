import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist'
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url'

type AddressRules = { readonly createScriptURL: (address: string) => string }
type PolicyFactory = { createPolicy(name: string, rules: AddressRules): AddressRules }

/** A PDF that is open for drawing. */
export type OpenPdf = {
  /** Draws a page, counted from 1, on a canvas of a width in pixels. Rejects when it cannot be drawn or was closed meanwhile. */
  draw(page: number, canvas: HTMLCanvasElement, widthPx: number): Promise<void>
  readonly pages: number
  /** Width divided by height of the first page. */
  readonly aspect: number
  close(): void
}

/**
 * Opens a PDF of the engine's own making. The reader runs in a worker from the page's own origin; nothing in the document is
 * executed or fetched, and WebAssembly, which the content security policy refuses, is left out.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const { getDocument, PDFWorker, VerbosityLevel } = await import('pdfjs-dist')
  const thread = new Worker(trustedAddress(workerAddress), { type: 'module' })
  const worker = PDFWorker.create({ port: thread })
  const close = () => {
    worker.destroy()
    thread.terminate()
  }
  try {
    const document = await getDocument({
      // The reader takes the buffer away, and the bytes may be asked for again.
      data: bytes.slice(),
      worker,
      useWasm: false,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
    return {
      pages: document.numPages,
      aspect: width / height,
      draw: (page, canvas, widthPx) => drawPage(document, page, canvas, widthPx),
      close,
    }
  } catch (cause) {
    close()
    throw cause
  }
}

const drawing = new WeakMap<HTMLCanvasElement, RenderTask>()

async function drawPage(
  document: PDFDocumentProxy,
  page: number,
  canvas: HTMLCanvasElement,
  widthPx: number,
): Promise<void> {
  const loaded = await document.getPage(page)
  const scale = widthPx / loaded.getViewport({ scale: 1 }).width
  const viewport = loaded.getViewport({ scale })
  // Two drawings on one canvas would mix.
  drawing.get(canvas)?.cancel()
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const task = loaded.render({ canvas, viewport })
  drawing.set(canvas, task)
  await task.promise
}

let policy: AddressRules | undefined

// `require-trusted-types-for 'script'` lets a worker start only from an address that a policy has passed.
function trustedAddress(address: string): string {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes
  if (factory === undefined) return address
  policy ??= factory.createPolicy('samnum-pdf-worker', {
    createScriptURL(asked) {
      if (asked === workerAddress) return asked
      throw new TypeError('not the address of the PDF worker')
    },
  })
  return policy.createScriptURL(address)
}
