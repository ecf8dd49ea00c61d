// Code that a build tool writes itself, by the beginning of the name it gives it.
const GENERATED: readonly (readonly [string, string])[] = [
  ['\0rolldown/', 'node_modules/rolldown'],
  ['\0vite/', 'node_modules/vite'],
  ['\0plugin-vue:', 'node_modules/@vitejs/plugin-vue'],
  ['\0@oxc-project+runtime', 'node_modules/@oxc-project/runtime'],
]

/** From the first node_modules in a path to the package's own folder, which may be in a node_modules of another. */
const PACKAGE = /(?<=^|\/)node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/?]+/

/**
 * The folder of the package that a bundler's module belongs to, from `node_modules/` on and with forward slashes;
 * undefined for a module of the project itself.
 */
export function packageFolderOf(moduleId: string): string | undefined {
  const generated = GENERATED.find(([beginning]) => moduleId.startsWith(beginning))
  if (generated) return generated[1]
  return PACKAGE.exec(moduleId.replaceAll('\\', '/'))?.[0]
}
