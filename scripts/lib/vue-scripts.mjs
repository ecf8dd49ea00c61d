import ts from 'typescript/lib/tsserverlibrary.js'
import tseslint from 'typescript-eslint'

/**
 * Lets TypeScript read of each .vue file what ESLint shows it later: the script alone. A file that changes when it
 * is opened makes it build the whole program anew, 200 times over.
 * @param configs of eslint-plugin-vue, whose parser it is that shows the scripts
 */
export function readVueScripts(configs) {
  const vueParser = configs.find(({ languageOptions }) => languageOptions?.parser).languageOptions.parser
  const readFile = ts.sys.readFile.bind(ts.sys)
  ts.sys.readFile = (path, encoding) => {
    const text = readFile(path, encoding)
    return text !== undefined && path.endsWith('.vue') ? scriptOf(vueParser, path, text) : text
  }
}

function scriptOf(vueParser, filePath, text) {
  let script = ''
  const parser = {
    parseForESLint(code, options) {
      // Parts of the template are handed over too, without types.
      if (options.projectService) script = code
      return tseslint.parser.parseForESLint(code, { ...options, projectService: false })
    },
  }
  vueParser.parseForESLint(text, { parser, filePath, projectService: true, sourceType: 'module' })
  return script
}
