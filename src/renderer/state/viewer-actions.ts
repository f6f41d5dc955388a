import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { PageView } from '#contract/viewing-operations.ts'
import type { ShownView } from '#core/viewing/shown-kind.ts'
import { askAgain, IDLE, receive } from './remote.ts'
import type { Viewer } from './viewer.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

/** What a command for covering says beside the exhibit. */
export type Covering = Omit<InputOf<'exhibit.redact'>, 'exhibit'>

const COVER = 'exhibit.redact'

/** Opens an exhibit for looking, or of an exhibit of many files the one that was chosen, in place of what was looked at. */
export async function openViewer(at: Workplace, exhibitId: string, byContent = false): Promise<void> {
  const { viewer: before, part: chosen } = at.store.getState()
  if (before !== null) endPreview(at, before)
  const part = chosen?.exhibitId === exhibitId ? chosen.path : null
  const input = { exhibit: exhibitId, byContent, ...(part !== null && { part }) }
  await show(at, { exhibitId, part, inside: null }, () => at.desk.client.call('exhibit.preview', input))
}

/** Looks at a file of an exhibit of many. */
export async function lookAtPart(at: Workplace, exhibitId: string, path: string): Promise<void> {
  change(at, () => ({ part: { exhibitId, path } }))
  await openViewer(at, exhibitId)
}

/** Goes back from a file of an exhibit of many to the list of its files. */
export function leavePart(at: Workplace): void {
  closeViewer(at)
  change(at, () => ({ part: null }))
}

/** Looks at something that lies in the archive or e-mail on the screen. */
export async function lookInside(at: Workplace, index: number): Promise<void> {
  const outer = at.store.getState().viewer
  if (outer !== null) await openInside(at, outer, index, false)
}

/** Looks at what lies in an archive or e-mail as its bytes say. */
export async function showInsideByContent(at: Workplace): Promise<void> {
  const viewer = at.store.getState().viewer
  if (viewer?.inside == null) return
  endPreview(at, viewer)
  await openInside(at, viewer.inside.outer, viewer.inside.index, true)
}

/** Goes back to the archive or e-mail in which what is looked at lies. */
export function leaveInside(at: Workplace): void {
  const viewer = at.store.getState().viewer
  if (viewer?.inside == null) return
  stopRunning(at, COVER)
  closeOpened(at, viewer)
  const { outer } = viewer.inside
  change(at, () => ({ viewer: outer }))
}

async function openInside(at: Workplace, outer: Viewer, index: number, byContent: boolean): Promise<void> {
  if (outer.opening.status !== 'ready') return
  const { previewId } = outer.opening.value
  const { exhibitId, part } = outer
  await show(at, { exhibitId, part, inside: { index, outer } }, () =>
    at.desk.client.call('preview.openEntry', { previewId, index, byContent }),
  )
}

async function show(
  at: Workplace,
  what: Pick<Viewer, 'exhibitId' | 'part' | 'inside'>,
  open: () => Promise<Envelope<OutputOf<'exhibit.preview'>>>,
): Promise<void> {
  const run = Symbol('looking')
  const viewer: Viewer = {
    run,
    ...what,
    opening: askAgain(IDLE),
    view: null,
    picture: 0,
    sheet: 0,
    atSeconds: 0,
    page: IDLE,
    covering: IDLE,
  }
  change(at, () => ({ viewer }))
  const answer = await open()
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

function endPreview(at: Workplace, viewer: Viewer): void {
  stopRunning(at, COVER)
  for (let ended: Viewer | null = viewer; ended !== null; ended = ended.inside?.outer ?? null)
    closeOpened(at, ended)
}

function closeOpened(at: Workplace, { opening }: Viewer): void {
  if (opening.status === 'ready')
    void at.desk.client.call('preview.close', { previewId: opening.value.previewId })
}

function isCurrent(at: Workplace, run: symbol): boolean {
  return at.store.getState().viewer?.run === run
}

function changeViewer(at: Workplace, run: symbol, move: (viewer: Viewer) => Viewer): void {
  change(at, ({ viewer }) => (viewer?.run === run ? { viewer: move(viewer) } : {}))
}
