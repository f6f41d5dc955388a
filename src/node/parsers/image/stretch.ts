/** How large a picture says it is, in pixels. */
export type PictureSize = { readonly widthPx: number; readonly heightPx: number }

/** A stretch of a file's bytes. */
export type Stretch = { readonly offset: number; readonly length: number }
