import path from 'node:path'
import { violation } from './boundaries.mjs'

/** The lint rule over the table in boundaries.mjs: every import, export-from, dynamic import and import type. */
export const boundaryRule = {
  meta: {
    type: 'problem',
    docs: { description: 'keeps each area of the code to what it may import' },
    messages: { forbidden: '{{reason}}.' },
    schema: [],
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')

    function check(node, source, typeOnly) {
      if (typeof source?.value !== 'string') return
      const reason = violation(file, source.value, { typeOnly })
      if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } })
    }

    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    }
  },
}
