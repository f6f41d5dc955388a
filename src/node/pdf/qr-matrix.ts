import { drawQr, QR_MODULE_UNITS } from './pdfmake-parts.ts'

/** The modules of a QR code, row by row; `true` is dark. */
export type QrMatrix = readonly (readonly boolean[])[]

/** Modules of white that must surround a QR code (ISO/IEC 18004:2015, 6.3.8). */
export const QR_QUIET_MODULES = 4

/**
 * Encodes a text as a QR code that may lose 15 % of its data (error correction level M).
 *
 * pdfmake brings an encoder that answers squares. They are turned back into modules, because here neighbours are drawn
 * as one rectangle, which leaves no hairlines between them.
 */
export function encodeQr(text: string): QrMatrix {
  const { _canvas, _width } = drawQr(text)
  const size = _width / QR_MODULE_UNITS
  const matrix = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  // The first rectangle is the background.
  for (const { x, y } of _canvas.slice(1)) {
    const row = matrix[y / QR_MODULE_UNITS]
    if (row !== undefined) row[x / QR_MODULE_UNITS] = true
  }
  return matrix
}

/** Neighbouring dark modules of a row. */
export type QrBar = { readonly row: number; readonly from: number; readonly length: number }

/** Joins the dark modules of each row into bars. */
export function toBars(matrix: QrMatrix): QrBar[] {
  return matrix.flatMap((modules, row) => {
    const bars: QrBar[] = []
    let from: number | null = null
    for (let at = 0; at <= modules.length; at += 1) {
      const isDark = modules[at] === true
      if (isDark) from ??= at
      else if (from !== null) {
        bars.push({ row, from, length: at - from })
        from = null
      }
    }
    return bars
  })
}
