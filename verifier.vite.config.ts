import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { onePage } from './build/one-page.mjs'

const from = (path: string) => resolve(import.meta.dirname, path)

// The page that goes into every package: one file with everything in it.
export default defineConfig({
  root: from('src/verifier'),
  plugins: [onePage()],
  build: {
    outDir: from('out/verifier'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    rolldownOptions: { input: { verify: from('src/verifier/verify.html') } },
  },
})
