import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { sourceFilesByUrl } from './source-files-by-url.mjs'

const from = (path: string) => resolve(import.meta.dirname, '..', path)

// The command line in few files: loading a thousand sources one by one takes longer than most of what they are asked for.
export default defineConfig({
  root: from('.'),
  publicDir: false,
  plugins: [sourceFilesByUrl()],
  // Packages of native code, wasm and fonts stay outside; these are loaded by every command, in some hundred files.
  ssr: { external: true, noExternal: [/^@noble\//, 'commander', 'kysely', 'undici', 'zod'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: from('out/cli'),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { main: from('src/cli/main.ts') },
      // As deep as the sources lie, so that what they find beside them they find from here too.
      output: { format: 'es', entryFileNames: 'built/[name].js', chunkFileNames: 'built/[name]-[hash].js' },
    },
  },
})
