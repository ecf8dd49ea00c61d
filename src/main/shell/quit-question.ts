import { dialog, type BrowserWindow } from 'electron'
import { fill, type Texts } from './texts'

/** Asks once whether to quit with uploads running, and says what will happen. True: quit. */
export async function askToQuit(
  parent: BrowserWindow | null,
  texts: Texts,
  unfinished: number,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    title: texts.quitTitle,
    message: unfinished === 1 ? texts.quitOne : fill(texts.quitMany, { count: unfinished }),
    detail: texts.quitDetail,
    buttons: [texts.quitNow, texts.stay],
    defaultId: 1,
    cancelId: 1,
  }
  const { response } = await (parent === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  return response === 0
}
