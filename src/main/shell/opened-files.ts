import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The files and folders of a command line: what is no option and exists. The first word is the program itself; in
 * development the first one that is no option is the folder of the app, wherever options stand.
 */
export function pathsOfCommandLine(
  words: readonly string[],
  isPackaged: boolean,
  workingFolder: string,
): string[] {
  const end = words.indexOf('--')
  const isOption = (word: string, index: number): boolean =>
    word.startsWith('-') && (end === -1 || index <= end)
  return words
    .filter((word, index) => index > 0 && word !== '' && !isOption(word, index))
    .slice(isPackaged ? 0 : 1)
    .map((word) => resolve(workingFolder, word))
    .filter((path) => existsSync(path))
}
