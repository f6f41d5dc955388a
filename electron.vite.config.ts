import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { sourceFilesByUrl } from './build/source-files-by-url.mjs'
import { withoutCommonJsShim } from './build/without-commonjs-shim.mjs'

const from = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    plugins: [sourceFilesByUrl(), withoutCommonJsShim()],
    build: {
      outDir: from('out/main'),
      // Packages in `dependencies` stay outside the bundle: native code, wasm and fonts are found beside them.
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: from('src/main/main.ts'),
          engine: from('src/main/engine.ts'),
          room: from('src/main/viewing-room.ts'),
          parser: from('src/main/parser.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: from('out/preload'),
      // A sandboxed preload is one CommonJS file that may require only `electron`.
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { preload: from('src/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [react()],
    build: {
      outDir: from('out/renderer'),
      emptyOutDir: true,
      // The page runs under `default-src 'none'` with own files only: no inline polyfill, no data: addresses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: from('src/renderer/index.html'),
          // What `samnum hub start` serves to people who work at headquarters.
          headquarters: from('src/renderer/headquarters.html'),
        },
      },
    },
  },
})
