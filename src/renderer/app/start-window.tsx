import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openWindow } from '../state/vault-actions.ts'
import { AppRoot } from './app-root.tsx'
import { makeHttpDesk } from './http-desk.ts'
import { makeIpcDesk } from './ipc-desk.ts'
import { takePageKey } from './page-key.ts'

const desk = window.samnum === undefined ? makeHttpDesk(takePageKey(window)) : makeIpcDesk(window.samnum)
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <AppRoot place={openWindow(desk)} />
  </StrictMode>,
)
