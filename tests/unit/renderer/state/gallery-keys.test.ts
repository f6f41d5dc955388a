import { describe, expect, it } from 'vitest'
import { isPictureName } from '#core/viewing/shown-kind.ts'
import { tileAfterKey } from '../../../../src/renderer/state/gallery-keys.ts'

// 0 1 2 3
// 4 5 6 7
// 8 9
const grid = { count: 10, columns: 4, rowsOnScreen: 2 }

describe('the keys of a gallery', () => {
  it('move by one and by rows, and stop at the ends', () => {
    const led = (key: string, here: number) => tileAfterKey(key, here, grid)
    expect([led('ArrowRight', 3), led('ArrowRight', 9), led('ArrowLeft', 4), led('ArrowLeft', 0)]).toEqual([
      4, 9, 3, 0,
    ])
    expect([led('ArrowDown', 1), led('ArrowDown', 7), led('ArrowDown', 8)]).toEqual([5, 9, 8])
    expect([led('ArrowUp', 9), led('ArrowUp', 2)]).toEqual([5, 2])
    expect([led('PageDown', 0), led('PageDown', 3), led('PageUp', 9), led('PageUp', 6)]).toEqual([8, 9, 1, 2])
    expect([led('Home', 7), led('End', 2), led('a', 2), led('Enter', 2)]).toEqual([0, 9, null, null])
  })

  it('and never leave it, whatever its shape', () => {
    for (const columns of [1, 2, 3, 7])
      for (let count = 1; count < 12; count += 1)
        for (let here = 0; here < count; here += 1)
          for (const key of ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'ArrowLeft', 'ArrowRight']) {
            const next = tileAfterKey(key, here, { count, columns, rowsOnScreen: 3 })
            expect(next !== null && next >= 0 && next < count, `${key} from ${here} of ${count}`).toBe(true)
          }
  })
})

describe('a name', () => {
  it('promises a picture by its ending alone', () => {
    for (const name of ['a.PNG', 'រូប.jpg', 'x.tar.webp', 'a.tiff', 'a.heic'])
      expect(isPictureName(name), name).toBe(true)
    for (const name of ['png', '.png', 'a.pdf', 'a.svg', 'a.constructor', ''])
      expect(isPictureName(name), name).toBe(false)
  })
})
