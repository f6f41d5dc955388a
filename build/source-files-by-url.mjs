import { dirname, posix, resolve } from 'node:path'

const NEW_URL_OF_SOURCE = /new\s+URL\(\s*(['"])(\.{1,2}\/[^'"]+\.ts)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g
const BUILT_FILE = /__SAMNUM_BUILT_FILE_([\w$]+)__/g

/**
 * Builds what a file starts by address: `new URL('./hash-worker.ts', import.meta.url)` runs as it stands under
 * Node 24, and in the bundle the named file becomes an entry of its own whose address replaces it. Workers and
 * utility processes therefore need no list.
 *
 * @returns {import('vite').Plugin}
 */
export function sourceFilesByUrl() {
  return {
    name: 'samnum:source-files-by-url',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!code.includes('import.meta.url') || id.includes('/node_modules/')) return null
      const replaced = code.replaceAll(NEW_URL_OF_SOURCE, (_whole, _quote, /** @type {string} */ path) => {
        const reference = this.emitFile({ type: 'chunk', id: resolve(dirname(id), path) })
        return `new URL('__SAMNUM_BUILT_FILE_${reference}__', import.meta.url)`
      })
      return replaced === code ? null : { code: replaced, map: null }
    },
    // Vite would make the address absolute from the site's root, which a file on disk does not have.
    renderChunk(code, chunk) {
      const replaced = code.replaceAll(BUILT_FILE, (_whole, /** @type {string} */ reference) => {
        const path = posix.relative(posix.dirname(chunk.fileName), this.getFileName(reference))
        return path.startsWith('.') ? path : `./${path}`
      })
      return replaced === code ? null : { code: replaced, map: null }
    },
  }
}
