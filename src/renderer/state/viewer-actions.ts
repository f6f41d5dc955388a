import type { InputOf } from '#contract/operations.ts'
import type { PageView } from '#contract/viewing-operations.ts'
import type { ShownView } from '#core/viewing/shown-kind.ts'
import { askAgain, IDLE, receive } from './remote.ts'
import type { Viewer } from './viewer.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

/** What a command for covering says beside the exhibit. */
export type Covering = Omit<InputOf<'exhibit.redact'>, 'exhibit'>

const COVER = 'exhibit.redact'

/** Opens an exhibit for looking, in place of the one that was looked at. */
export async function openViewer(at: Workplace, exhibitId: string, byContent = false): Promise<void> {
  const before = at.store.getState().viewer
  if (before !== null) endPreview(at, before)
  const run = Symbol('looking')
  const viewer: Viewer = {
    run,
    exhibitId,
    opening: askAgain(IDLE),
    view: null,
    picture: 0,
    sheet: 0,
    atSeconds: 0,
    page: IDLE,
    covering: IDLE,
  }
  change(at, () => ({ viewer }))
  const answer = await at.desk.client.call('exhibit.preview', { exhibit: exhibitId, byContent })
  if (!isCurrent(at, run)) {
    // Somebody looks at something else by now; what was opened meanwhile is of no use.
    if (answer.outcome === 'done')
      void at.desk.client.call('preview.close', { previewId: answer.value.previewId })
    return
  }
  changeViewer(at, run, (now) => ({ ...now, opening: receive(now.opening, answer) }))
  if (answer.outcome === 'done') await chooseView(at, answer.value.views[0] ?? 'hex')
}

/** Looks at the exhibit in another way, from its beginning. */
export async function chooseView(at: Workplace, view: ShownView): Promise<void> {
  const viewer = at.store.getState().viewer
  if (viewer === null) return
  changeViewer(at, viewer.run, (now) => ({ ...now, view, picture: 0, sheet: 0, atSeconds: 0, page: IDLE }))
  if (view !== 'media') await turnTo(at, {})
}

/** Brings another part of what is looked at. */
export async function turnTo(
  at: Workplace,
  place: { readonly from?: number; readonly line?: number; readonly sheet?: number },
): Promise<void> {
  const viewer = at.store.getState().viewer
  if (viewer?.opening.status !== 'ready' || viewer.view === null || viewer.view === 'media') return
  const { run, view } = viewer
  const sheet = place.sheet ?? viewer.sheet
  const { previewId } = viewer.opening.value
  changeViewer(at, run, (now) => ({ ...now, sheet, page: askAgain(now.page) }))
  const answer = await at.desk.client.call('preview.page', {
    previewId,
    view: view as PageView,
    ...place,
    sheet,
  })
  const isWanted = (now: Viewer) => now.view === view && now.sheet === sheet
  changeViewer(at, run, (now) => (isWanted(now) ? { ...now, page: receive(now.page, answer) } : now))
}

/** Shows another picture. */
export function turnPicture(at: Workplace, picture: number): void {
  const viewer = at.store.getState().viewer
  if (viewer !== null) changeViewer(at, viewer.run, (now) => ({ ...now, picture }))
}

/** Plays from another place. */
export function playFrom(at: Workplace, atSeconds: number): void {
  const viewer = at.store.getState().viewer
  if (viewer !== null) changeViewer(at, viewer.run, (now) => ({ ...now, atSeconds }))
}

/** Ends looking: nothing of the exhibit stays in this window, and its room is closed. */
export function closeViewer(at: Workplace): void {
  const viewer = at.store.getState().viewer
  if (viewer === null) return
  endPreview(at, viewer)
  change(at, () => ({ viewer: null }))
}

/** Makes a copy in which parts are covered. */
export async function coverParts(at: Workplace, covering: Covering): Promise<void> {
  const viewer = at.store.getState().viewer
  if (viewer === null) return
  const call = { name: 'exhibit.redact', input: { exhibit: viewer.exhibitId, ...covering } } as const
  await runLong(at, COVER, call, (move) =>
    changeViewer(at, viewer.run, (now) => ({ ...now, covering: move(now.covering) })),
  )
}

/** Stops the covering. */
export function stopCovering(at: Workplace): void {
  stopRunning(at, COVER)
}

function endPreview(at: Workplace, { opening }: Viewer): void {
  stopRunning(at, COVER)
  if (opening.status === 'ready')
    void at.desk.client.call('preview.close', { previewId: opening.value.previewId })
}

function isCurrent(at: Workplace, run: symbol): boolean {
  return at.store.getState().viewer?.run === run
}

function changeViewer(at: Workplace, run: symbol, move: (viewer: Viewer) => Viewer): void {
  change(at, ({ viewer }) => (viewer?.run === run ? { viewer: move(viewer) } : {}))
}
