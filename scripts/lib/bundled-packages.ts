import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { packageFolderOf } from './package-folder'

/**
 * Writes out/notices/<part>.json: the folders of the packages that this part of the build took code or styles from,
 * sorted; `root` is the project's folder. scripts/notices.mjs makes the third-party notices from it.
 */
export function bundledPackages(root: string, part: string): Plugin {
  return {
    name: 'longshore:bundled-packages',
    apply: 'build',
    writeBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((item) => (item.type === 'chunk' ? item.moduleIds : []))
      // Styles end in a file of their own and count as part of no chunk.
      const styles = [...this.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id))
      const folders = [...modules, ...styles].map((id) => packageFolderOf(id))
      const found = [...new Set(folders)].filter((folder) => folder !== undefined).sort()
      const file = path.join(root, 'out', 'notices', `${part}.json`)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`)
    },
  }
}
