import { expect, test } from 'vitest'
import { isPanicKey, type PanicStroke } from '../../../src/main/panic-key.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'

const PANIC: PanicStroke = {
  type: 'keyDown',
  key: 'L',
  code: 'KeyL',
  control: true,
  meta: false,
  shift: true,
  alt: false,
}

test.runIf(process.platform !== 'darwin')(
  'the panic key is Ctrl, Shift and L, under a Khmer layout too',
  () => {
    expect(isPanicKey(PANIC)).toBe(true)
    expect(isPanicKey({ ...PANIC, key: 'ឡ' })).toBe(true)
    for (const other of [
      { shift: false },
      { control: false },
      { alt: true },
      { meta: true },
      { type: 'keyUp' },
      { key: 'N', code: 'KeyN' },
      { key: 'ន', code: 'KeyN' },
    ] as const) {
      expect([other, isPanicKey({ ...PANIC, ...other })]).toEqual([other, false])
    }
  },
)

test.runIf(process.platform !== 'darwin')(
  'the panic key locks before the page hears of it, and the keys’ process ends',
  async () => {
    const desktop = await openUnlockedDesktop()
    try {
      let isPrevented = false
      const event = {
        preventDefault: () => {
          isPrevented = true
        },
      }
      desktop.window.contents.emit('before-input-event', event, { ...PANIC, key: 'n', code: 'KeyN' })
      expect([isPrevented, desktop.pushes]).toEqual([false, []])
      desktop.window.contents.emit('before-input-event', event, PANIC)
      expect(isPrevented).toBe(true)
      expect(desktop.pushes.map(({ topic }) => topic)).toEqual(['locked'])
      await desktop.double.processes[0]?.ended
      expect(desktop.logged().some((line) => line.endsWith('locked panic'))).toBe(true)
      expect(await desktop.call('vault.status')).toMatchObject({ value: { state: 'locked' } })
    } finally {
      await desktop.stop()
    }
  },
)
