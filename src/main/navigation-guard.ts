import type { App, Event, WebContents } from 'electron'
import { isAppPage, schemeForLog } from './app-address.ts'
import { log } from './log.ts'

type Navigation = Event<{ readonly url: string; readonly isMainFrame: boolean }>

/** Keeps every web contents, whoever made it, on the app's page, without further windows and without guests. */
export function guardNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    log('certificate-refused')
    answer(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault()
    log('certificate-refused')
    choose()
  })
  app.on('login', (event) => event.preventDefault())
}

function guardContents(contents: WebContents): void {
  const guard = (navigation: Navigation): void => {
    // A page of ours has no frames, so there is nothing that a frame may turn to.
    if (navigation.isMainFrame && isAppPage(navigation.url)) return
    navigation.preventDefault()
    log('navigation-refused', schemeForLog(navigation.url))
  }
  contents.on('will-navigate', guard)
  contents.on('will-frame-navigate', guard)
  contents.on('will-redirect', guard)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log('webview-refused')
  })
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    log('device-refused', 'bluetooth')
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    log('window-refused', schemeForLog(url))
    return { action: 'deny' }
  })
}
