import { describe, expect, it } from 'vitest'
import { LABEL_FORMS, LABEL_GEOMETRY, labelsPerPage, placeLabel } from '#core/documents/label-sheet.ts'

describe('label stock', () => {
  it('lies within its page, whatever the form', () => {
    for (const form of LABEL_FORMS) {
      const { page, label } = LABEL_GEOMETRY[form]
      const places = Array.from({ length: labelsPerPage(form) }, (_, order) => placeLabel(form, 1, order))
      for (const { page: number, left, top } of places) {
        expect(number).toBe(0)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(top).toBeGreaterThanOrEqual(0)
        expect(left + label.width).toBeLessThanOrEqual(page.width + 1e-9)
        expect(top + label.height).toBeLessThanOrEqual(page.height + 1e-9)
      }
    }
  })

  it('has 24 labels on the 3 × 8 sheet, 14 on the 2 × 7 sheet and one on a page of the roll', () => {
    expect(LABEL_FORMS.map(labelsPerPage)).toEqual([24, 14, 1])
  })

  it('is used row by row from the chosen start, and on following sheets from the first', () => {
    expect(placeLabel('a4-3x8', 5, 0)).toMatchObject({ page: 0, left: 70, top: 37.5 })
    expect(placeLabel('a4-3x8', 24, 0)).toMatchObject({ page: 0, left: 140, top: 259.5 })
    expect(placeLabel('a4-3x8', 24, 1)).toMatchObject({ page: 1, left: 0, top: 0.5 })
    expect(placeLabel('a4-2x7', 2, 0).left).toBeCloseTo(106.25)
  })

  it('on a roll begins a page with every label, wherever a sheet would begin', () => {
    expect(placeLabel('roll-62', 9, 0)).toEqual({ page: 0, left: 0, top: 0 })
    expect(placeLabel('roll-62', 1, 3).page).toBe(3)
  })
})
