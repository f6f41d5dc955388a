import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { Outgoing, OutgoingTree, OutletFailure, Outlets, TreeOutletFailure } from '#app/ports/outlets.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { checkDestination, extractTo } from '../objects/extract-object.ts'
import { extractTree } from '../objects/extract-tree.ts'
import { DownloadOutlet } from './download-outlet.ts'
import type { Download } from './engine.ts'

type Outlet =
  | { readonly kind: 'place'; readonly path: string }
  | { readonly kind: 'download'; readonly download: DownloadOutlet }
type Work = { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number) => void }

/** Places outside the vault that were announced: paths on the desktop and the command line, downloads over loopback. */
export class OutletDesk implements Outlets {
  readonly #outlets = new Map<string, Outlet>()

  /** Announces a path. */
  offerPath(path: string): string {
    return this.#announce({ kind: 'place', path })
  }

  /** Announces a download. */
  offerDownload(): string {
    return this.#announce({ kind: 'download', download: new DownloadOutlet() })
  }

  /** The receiving end of an announced download; answers once there is something to receive. */
  async openDownload(outletId: string, signal: AbortSignal): Promise<Result<Download, Failure>> {
    const outlet = this.#outlets.get(outletId)
    if (outlet?.kind !== 'download') return fail({ code: 'outlet/unknown' })
    return await outlet.download.receive(signal)
  }

  async check(outletId: string): Promise<Result<void, OutletFailure>> {
    const outlet = this.#outlets.get(outletId)
    if (outlet === undefined) return fail({ code: 'outlet/unknown' })
    if (outlet.kind === 'download') return succeed(undefined)
    const checked = await checkDestination(outlet.path)
    return checked
  }

  async deliver<Problem>(
    outletId: string,
    outgoing: Outgoing<Problem>,
    { signal, onProgress }: Work,
  ): Promise<Result<void, OutletFailure | Problem>> {
    const outlet = this.#outlets.get(outletId)
    if (outlet === undefined) return fail({ code: 'outlet/unknown' })
    if (outlet.kind === 'download') {
      // It stays known while it is sent, because the receiver may come second.
      if (!outlet.download.claim()) return fail({ code: 'outlet/unknown' })
      const sent = outlet.download.send(outgoing, signal, onProgress)
      return await sent.finally(() => this.#outlets.delete(outletId))
    }
    this.#outlets.delete(outletId)
    return await extractTo(outlet.path, temporaryName(), outgoing, onProgress)
  }

  async checkFolder(outletId: string): Promise<Result<void, TreeOutletFailure>> {
    // A download is one file.
    if (this.#outlets.get(outletId)?.kind === 'download') return fail({ code: 'extract/needs-folder' })
    return await this.check(outletId)
  }

  async deliverTree<Problem>(
    outletId: string,
    tree: OutgoingTree<Problem>,
    { onProgress }: Work,
  ): Promise<Result<void, TreeOutletFailure | Problem>> {
    const outlet = this.#outlets.get(outletId)
    if (outlet?.kind !== 'place') return fail({ code: 'outlet/unknown' })
    this.#outlets.delete(outletId)
    return await extractTree(outlet.path, temporaryName(), tree, onProgress)
  }

  /** Forgets everything that waits. */
  clear(): void {
    for (const outlet of this.#outlets.values()) if (outlet.kind === 'download') outlet.download.abandon()
    this.#outlets.clear()
  }

  #announce(outlet: Outlet): string {
    const outletId = Buffer.from(randomBytes(16)).toString('hex')
    this.#outlets.set(outletId, outlet)
    return outletId
  }
}

function temporaryName(): string {
  return `.samnum-${Buffer.from(randomBytes(8)).toString('hex')}`
}
