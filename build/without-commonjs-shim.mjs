const SHIM = 'vite:esm-shim'

/**
 * Takes out electron-vite's CommonJS shim. It declares `require`, `__filename` and `__dirname` in every chunk that seems to
 * need them; the sources are ES modules that declare what they use, and a second `require` is a syntax error.
 *
 * @returns {import('vite').Plugin}
 */
export function withoutCommonJsShim() {
  return {
    name: 'samnum:without-commonjs-shim',
    configResolved({ plugins }) {
      const shim = plugins.find(({ name }) => name === SHIM)
      // A later electron-vite may name it otherwise; then this must be looked at again.
      if (shim === undefined) throw new Error(`electron-vite has no plug-in ${SHIM} any more`)
      delete shim.renderChunk
    },
  }
}
