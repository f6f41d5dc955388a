import type { Menu, MenuItemConstructorOptions } from 'electron'
import { LABELS, label, PROGRAM_NAME } from './shell-text.ts'

/** Sets the one menu: lock, quit, editing and text size. Nothing that reloads, navigates or opens tools. */
export function setMenu(
  menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>,
  lock: () => void,
): void {
  const item = (text: keyof typeof LABELS, rest: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
    label: label(LABELS[text]),
    ...rest,
  })

  menu.setApplicationMenu(
    menu.buildFromTemplate([
      {
        label: label(process.platform === 'darwin' ? PROGRAM_NAME : LABELS.file),
        submenu: [
          item('lock', { accelerator: 'CommandOrControl+Shift+L', click: lock }),
          { type: 'separator' },
          item('quit', { role: 'quit' }),
        ],
      },
      {
        label: label(LABELS.edit),
        submenu: [
          item('undo', { role: 'undo' }),
          item('redo', { role: 'redo' }),
          { type: 'separator' },
          item('cut', { role: 'cut' }),
          item('copy', { role: 'copy' }),
          item('paste', { role: 'paste' }),
          item('selectAll', { role: 'selectAll' }),
        ],
      },
      {
        label: label(LABELS.view),
        submenu: [
          item('larger', { role: 'zoomIn' }),
          item('smaller', { role: 'zoomOut' }),
          item('actualSize', { role: 'resetZoom' }),
        ],
      },
    ]),
  )
}
