import { describe, expect, test } from 'vitest'
import { decideShowing } from '#core/viewing/shown-kind.ts'

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const TEXT = Uint8Array.from('<svg>', (letter) => letter.charCodeAt(0))
const AVI = Uint8Array.from('RIFF....AVI LIST', (letter) => letter.charCodeAt(0))
const ZIP = Uint8Array.from([0x50, 0x4b, 0x03, 0x04])

describe('an exhibit', () => {
  test.each([
    ['a.png', PNG, 'image', ['pictures', 'hex']],
    ['A.PNG', PNG, 'image', ['pictures', 'hex']],
    ['without ending', PNG, 'image', ['pictures', 'hex']],
    ['a.strange', PNG, 'image', ['pictures', 'hex']],
    ['a.svg', TEXT, 'markup', ['words', 'text', 'hex']],
    ['a.csv', TEXT, 'table', ['table', 'text', 'hex']],
    ['a.xlsx', ZIP, 'table', ['table', 'hex']],
    ['a.docm', ZIP, 'office', ['entries', 'hex']],
    ['a.avi', AVI, 'video', ['hex']],
    ['without ending', AVI, 'video', ['hex']],
    ['.png', TEXT, 'text', ['text', 'hex']],
    ['a.constructor', TEXT, 'text', ['text', 'hex']],
  ])('named %s is shown by name and bytes', (name, head, kind, views) => {
    expect(decideShowing(head, name)).toMatchObject({ kind, views, isMismatch: false })
  })

  test.each([
    ['a.pdf', PNG],
    ['a.png', TEXT],
    ['a.txt', PNG],
    ['a.docx', TEXT],
    ['a.mp4', ZIP],
  ])('named %s whose bytes say otherwise is shown as bytes', (name, head) => {
    expect(decideShowing(head, name)).toMatchObject({ isMismatch: true, views: ['hex'] })
    expect(decideShowing(head, name, true).views.length).toBeGreaterThan(1)
  })
})
